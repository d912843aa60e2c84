"""A certificate is plain data with a digest."""

import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gametheory import Certificate, CertificateError
from gametheory.proofs.certificate import fingerprint
from gametheory.results import decode, encode

plain = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**60), 2**60) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
)
certificates = st.builds(Certificate, st.text(), st.dictionaries(st.text(), plain, max_size=3))


@given(certificates)
def test_round_trips(certificate):
    for again in (
        Certificate.from_json(certificate.to_json()),
        Certificate.from_json(certificate.to_json(indent=2)),
        pickle.loads(pickle.dumps(certificate)),
        decode(encode(certificate)),
    ):
        assert again == certificate
        assert hash(again) == hash(certificate)
        assert again.is_untouched


@given(certificates, certificates)
def test_digest_tells_contents_apart(first, second):
    same = (first.kind, first.data) == (second.kind, second.data)
    if not same:
        assert first != second
    assert fingerprint(first.kind, first.data) == first.digest


def test_changes_in_place_are_seen():
    certificate = Certificate("example", {"values": ["1"]})
    certificate.data["values"].append("2")
    assert not certificate.is_untouched


@pytest.mark.parametrize("text", ["", "[]", '{"certificate": "x"}', '{"certificate": "x", "data": {}, "digest": ""}'])
def test_texts_that_are_no_certificates(text):
    with pytest.raises(CertificateError, match="not a certificate"):
        Certificate.from_json(text)
