"""One question a module: function(game) gives a frozen result."""
