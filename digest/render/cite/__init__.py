"""How to cite a source or a page of the digest: everything is made from one CSL-JSON item each."""
