package io.soundforge.alchemy.platform.uploads;

import io.soundforge.alchemy.platform.database.Database;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Tuple;
import java.security.SecureRandom;

/** Secrets that the mesh makes for itself: once, and the same for all its nodes. */
public final class KeptSecrets {
    private static final int BYTES = 32;
    private static final String MAKE = "insert into kept_secrets (name, secret) values ($1, $2) on conflict do nothing";
    private static final String FIND = "select secret from kept_secrets where name = $1";

    private final Database database;

    public KeptSecrets(Database database) {
        this.database = database;
    }

    /** The secret of this name, which is made if there is none: 32 bytes. */
    public Future<byte[]> of(String name) {
        byte[] fresh = new byte[BYTES];
        new SecureRandom().nextBytes(fresh);
        return database.pool()
                .preparedQuery(MAKE)
                .execute(Tuple.of(name, Buffer.buffer(fresh)))
                .compose(made -> database.pool().preparedQuery(FIND).execute(Tuple.of(name)))
                .map(rows -> rows.iterator().next().getBuffer("secret").getBytes());
    }
}
