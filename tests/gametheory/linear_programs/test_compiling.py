"""Kernels in two forms: which is chosen, and that they agree."""

import subprocess
import sys

import numpy as np
import pytest

from gametheory.equilibria.sets import cut_kernel, growth_kernel
from gametheory.linear_programs import dense_kernel
from gametheory.linear_programs.compiling import compiled, kernel


def test_little_work_is_not_compiled_and_numba_not_loaded():
    code = (
        "import sys; from gametheory.linear_programs.compiling import kernel;"
        "from gametheory.linear_programs import dense_kernel;"
        "assert kernel(dense_kernel, 10) is dense_kernel; assert 'numba' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


def test_compiled_functions_call_compiled_functions():
    quick = compiled(cut_kernel)
    assert quick is kernel(cut_kernel, 0)
    assert quick.maximise is compiled(dense_kernel).maximise
    assert compiled(growth_kernel).maximise is quick.maximise


def test_both_forms_of_an_inverse_agree():
    square = np.random.default_rng(3).standard_normal((5, 5))
    found = [np.zeros((5, 5)), np.zeros((5, 5))]
    assert dense_kernel.invert(square, found[0])
    assert compiled(dense_kernel).invert(square, found[1])
    assert found[0] == pytest.approx(np.linalg.inv(square))
    assert found[1] == pytest.approx(found[0])
    assert not dense_kernel.invert(np.zeros((2, 2)), np.zeros((2, 2)))
