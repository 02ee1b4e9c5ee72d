package io.soundforge.alchemy.platform.catalog;

import io.soundforge.alchemy.contracts.track.TrackId;
import io.soundforge.alchemy.platform.database.Database;
import io.soundforge.alchemy.platform.database.Tx;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Tuple;
import java.util.Optional;

/** What tracks' audio is known by again. */
public final class Fingerprints {
    private static final String PUT = """
            insert into fingerprints (track_id, sha256, words) values ($1, $2, $3)
            on conflict (track_id) do update set sha256 = excluded.sha256, words = excluded.words""";

    private final Database database;

    public Fingerprints(Database database) {
        this.database = database;
    }

    /** The fingerprint of the track's audio, as its maker gave it; empty before there is some. */
    public Future<Optional<byte[]>> find(TrackId track) {
        return database.pool()
                .preparedQuery("select words from fingerprints where track_id = $1")
                .execute(Tuple.of(track.value()))
                .map(rows -> rows.stream()
                        .map(row -> row.getBuffer("words").getBytes())
                        .findFirst());
    }

    /** @param sha256 of the canonical audio that it was taken of */
    public Future<Void> put(Tx tx, TrackId track, String sha256, byte[] words) {
        return tx.connection()
                .preparedQuery(PUT)
                .execute(Tuple.of(track.value(), sha256, Buffer.buffer(words)))
                .mapEmpty();
    }
}
