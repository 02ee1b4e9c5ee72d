package io.soundforge.alchemy.platform.database;

/**
 * Where the database is.
 *
 * @param uri {@code postgresql://user:password@host:port/database}
 * @param poolSize most connections of this node
 */
public record DatabaseConfig(String uri, int poolSize) {
    @Override
    public String toString() {
        return "DatabaseConfig[poolSize=" + poolSize + "]"; // the URI holds a password
    }
}
