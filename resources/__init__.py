"""What ships beside the code: policy packs and header words, read with importlib.resources."""
