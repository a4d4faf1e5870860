/// The digests that modules offer.
public enum DigestAlgorithm: String, Sendable, CaseIterable { case md5, sha1, sha224, sha256, sha384, sha512 }
