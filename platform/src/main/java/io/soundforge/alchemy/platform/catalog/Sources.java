package io.soundforge.alchemy.platform.catalog;

import io.soundforge.alchemy.contracts.media.ChosenSource;
import io.soundforge.alchemy.contracts.media.SourceCandidate;
import io.soundforge.alchemy.contracts.media.SourceOrder;
import io.soundforge.alchemy.contracts.media.TrackSources;
import io.soundforge.alchemy.contracts.track.TrackId;
import io.soundforge.alchemy.platform.bus.WireJson;
import io.soundforge.alchemy.platform.database.Database;
import io.soundforge.alchemy.platform.database.Tx;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Where the audio of known songs came from, or may come from. */
public final class Sources {
    private static final String FIND = """
            select track_id, state, expected, candidates::text as candidates, ordered::text as ordered,
                chosen::text as chosen
            from track_sources where track_id = any($1)""";
    private static final String OFFER = """
            insert into track_sources (track_id, state, expected, candidates) values ($1, 'choosing', $2, $3::text::jsonb)
            on conflict (track_id) do update set state = 'choosing', candidates = excluded.candidates, ordered = null,
                expected = coalesce(track_sources.expected, excluded.expected)""";
    private static final String ORDER = """
            insert into track_sources (track_id, state, expected, ordered) values ($1, 'chosen', $2, $3::text::jsonb)
            on conflict (track_id) do update set state = 'chosen', ordered = excluded.ordered,
                expected = coalesce(track_sources.expected, excluded.expected)""";
    private static final String CHOOSE = """
            insert into track_sources (track_id, state, expected, candidates, chosen)
            values ($1, 'chosen', $2, $3::text::jsonb, $4::text::jsonb)
            on conflict (track_id) do update set state = 'chosen', ordered = null, chosen = excluded.chosen,
                candidates = case when excluded.candidates = '[]' then track_sources.candidates
                    else excluded.candidates end,
                expected = coalesce(track_sources.expected, excluded.expected)""";

    private final Database database;

    public Sources(Database database) {
        this.database = database;
    }

    public Future<Optional<TrackSources>> find(TrackId track) {
        return of(database.pool(), List.of(track)).map(found -> Optional.ofNullable(found.get(track)));
    }

    /** As above, within a transaction. */
    public Future<Optional<TrackSources>> find(Tx tx, TrackId track) {
        return of(tx.connection(), List.of(track)).map(found -> Optional.ofNullable(found.get(track)));
    }

    /** A track for which nothing was ever looked for has no entry. */
    public Future<Map<TrackId, TrackSources>> of(Collection<TrackId> tracks) {
        return of(database.pool(), tracks);
    }

    /** Somebody has to choose among these. */
    public Future<Void> offer(
            Tx tx, TrackId track, @Nullable Double expectedSeconds, List<SourceCandidate> candidates) {
        return write(tx, OFFER, Tuple.of(track.value(), expectedSeconds, WireJson.write(candidates)));
    }

    /** Somebody has chosen. */
    public Future<Void> order(Tx tx, TrackId track, @Nullable Double expectedSeconds, SourceOrder order) {
        return write(tx, ORDER, Tuple.of(track.value(), expectedSeconds, WireJson.write(order)));
    }

    /**
     * The audio is there.
     *
     * @param candidates what it was chosen from; empty leaves what was known
     */
    public Future<Void> choose(
            Tx tx,
            TrackId track,
            @Nullable Double expectedSeconds,
            List<SourceCandidate> candidates,
            ChosenSource chosen) {
        return write(
                tx,
                CHOOSE,
                Tuple.of(track.value(), expectedSeconds, WireJson.write(candidates), WireJson.write(chosen)));
    }

    private static Future<Map<TrackId, TrackSources>> of(SqlClient client, Collection<TrackId> tracks) {
        return client.preparedQuery(FIND)
                .execute(Tuple.of(CatalogRows.ids(tracks)))
                .map(rows -> {
                    Map<TrackId, TrackSources> found = new LinkedHashMap<>();
                    rows.forEach(row -> found.put(new TrackId(row.getUUID("track_id")), sources(row)));
                    return found;
                });
    }

    private static TrackSources sources(Row row) {
        String ordered = row.getString("ordered");
        String chosen = row.getString("chosen");
        return new TrackSources(
                row.getString("state"),
                row.getDouble("expected"),
                List.of(WireJson.read(row.getString("candidates"), SourceCandidate[].class)),
                ordered == null ? null : WireJson.read(ordered, SourceOrder.class),
                chosen == null ? null : WireJson.read(chosen, ChosenSource.class));
    }

    private static Future<Void> write(Tx tx, String sql, Tuple values) {
        return tx.connection().preparedQuery(sql).execute(values).mapEmpty();
    }
}
