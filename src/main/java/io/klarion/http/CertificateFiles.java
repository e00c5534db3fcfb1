package io.klarion.http;

import java.nio.file.Path;

/**
 * What a server proves itself with, as PEM files.
 *
 * @param certificate its certificate, followed by those up to a root
 * @param key its private key, PKCS#8 without password
 */
public record CertificateFiles(Path certificate, Path key) {}
