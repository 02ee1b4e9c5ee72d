package io.soundforge.alchemy.platform.database;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Where the database is.
 *
 * @param uri {@code postgresql://user:password@host:port/database?sslmode=verify-full&sslrootcert=/path/ca.pem}
 * @param poolSize most connections of this node
 * @param pooler what stands between us and PostgreSQL at that address
 * @param directUri the same database for what needs a session of its own: migrations, backups, inspections
 */
public record DatabaseConfig(String uri, int poolSize, Pooler pooler, String directUri) {
    /** What keeps connections for us, if anything does. */
    public enum Pooler {
        NONE,
        /** A server connection for as long as ours: nothing is different. */
        SESSION,
        /** Another server connection for every transaction: nothing may outlive one, prepared statements least of all. */
        TRANSACTION
    }

    /** A database that is connected to directly. */
    public DatabaseConfig(String uri, int poolSize) {
        this(uri, poolSize, Pooler.NONE, uri);
    }

    /** What is wrong with the TLS settings of a URI, for the operator; empty if nothing is. */
    public static Optional<String> problemOf(String uri) {
        try {
            String root = ServerTrust.of(uri).rootCertificate();
            return root == null || Files.isReadable(Path.of(root))
                    ? Optional.empty()
                    : Optional.of("sslrootcert must name a file that can be read; got '" + root + "'");
        } catch (IllegalArgumentException wrong) {
            return Optional.of(String.valueOf(wrong.getMessage()));
        }
    }

    @Override
    public String toString() {
        return "DatabaseConfig[poolSize=" + poolSize + ", pooler=" + pooler + "]"; // the URIs hold a password
    }
}
