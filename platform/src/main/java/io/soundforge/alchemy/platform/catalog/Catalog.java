package io.soundforge.alchemy.platform.catalog;

import io.soundforge.alchemy.contracts.analysis.TrackAnalysis;
import io.soundforge.alchemy.contracts.asset.Asset;
import io.soundforge.alchemy.contracts.asset.AssetRole;
import io.soundforge.alchemy.contracts.failure.AlchemyException;
import io.soundforge.alchemy.contracts.failure.ErrorCode;
import io.soundforge.alchemy.contracts.job.JobId;
import io.soundforge.alchemy.contracts.media.MediaFacts;
import io.soundforge.alchemy.contracts.stems.SeparationFacts;
import io.soundforge.alchemy.contracts.track.OwnerId;
import io.soundforge.alchemy.contracts.track.Track;
import io.soundforge.alchemy.contracts.track.TrackId;
import io.soundforge.alchemy.platform.bus.WireJson;
import io.soundforge.alchemy.platform.database.Database;
import io.soundforge.alchemy.platform.database.Tx;
import io.vertx.core.Future;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What the bytes mean: tracks, their assets and their analyses. */
public final class Catalog {
    private static final String INSERT_TRACK = """
            insert into tracks
                (id, owner, name, artist, album, cover_url, external_id, source_url, duration, created_at)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)""";
    private static final String LIST = """
            select * from tracks where owner = $1 and (created_at, id) < ($2, $3)
            order by created_at desc, id desc limit $4""";

    /** No comparison of texts beside the index: the planner would take it for far more selective than it is. */
    private static final String SEARCH = """
            select * from tracks where owner = $1 and (created_at, id) < ($2, $3)
                and alchemy_text_runs(alchemy_with_bare_words(alchemy_plain_text(
                    name || ' ' || coalesce(artist, '') || ' ' || coalesce(album, ''))))
                    @> alchemy_text_runs(alchemy_plain_text($5))
            order by created_at desc, id desc limit $4""";

    private static final String DESCRIBE = """
            update tracks set name = coalesce($2, name), artist = coalesce($3, artist), album = coalesce($4, album),
                cover_url = coalesce($5, cover_url), duration = coalesce($6, duration)
            where id = $1""";
    private static final String INSERT_ASSET = """
            insert into assets (id, track_id, job_id, role, name, type, key, content_type, bytes, sha256, duration)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)""";
    private static final String PUT_FACTS = """
            insert into %s (track_id, job_id, facts) values ($1, $2, $3::text::jsonb)
            on conflict (track_id) do update set job_id = excluded.job_id, facts = excluded.facts""";
    private static final String GET_FACTS = "select track_id, facts::text as facts from %s where track_id = any($1)";

    private static final String UNIQUE_VIOLATION = "23505";
    private static final String FOREIGN_KEY_VIOLATION = "23503";

    private final Database database;

    public Catalog(Database database) {
        this.database = database;
    }

    /** Fails with CONFLICT if the owner already has a track with this external id. */
    public Future<Void> insert(Tx tx, Track track) {
        return write(tx, INSERT_TRACK, CatalogRows.values(track))
                .recover(error -> translated(error, UNIQUE_VIOLATION, ErrorCode.CONFLICT, "The track exists already."));
    }

    public Future<Optional<Track>> find(TrackId id) {
        return one("select * from tracks where id = $1", Tuple.of(id.value()), CatalogRows::track);
    }

    /** The owner's track with this external id; (owner, external id) is unique. */
    public Future<Optional<Track>> findExternal(OwnerId owner, String externalId) {
        return one(
                "select * from tracks where owner = $1 and external_id = $2",
                Tuple.of(owner.value(), externalId),
                CatalogRows::track);
    }

    /**
     * The owner's tracks, newest first.
     *
     * @param limit 1 or more
     * @param after {@link Page#next} of the part before; null for the start
     * @throws IllegalArgumentException (as failed future) for a cursor that is not ours
     */
    public Future<Page<Track>> list(OwnerId owner, int limit, @Nullable String after) {
        return list(owner, TrackQuery.ALL, limit, after);
    }

    /** As {@link #list(OwnerId, int, String)}, but only those that the query finds. */
    public Future<Page<Track>> list(OwnerId owner, TrackQuery query, int limit, @Nullable String after) {
        Cursor cursor;
        try {
            cursor = after == null ? Cursor.START : Cursor.parse(after);
        } catch (IllegalArgumentException e) {
            return Future.failedFuture(e);
        }
        // One more than asked for tells whether there is a next part.
        Tuple values =
                Tuple.of(owner.value(), CatalogRows.time(cursor.createdAt()), cursor.id(), Math.max(1, limit) + 1);
        boolean all = query.words().isEmpty();
        return many(
                        all ? LIST : SEARCH,
                        all ? values : values.addString(String.join(" ", query.words())),
                        CatalogRows::track)
                .map(tracks -> page(tracks, Math.max(1, limit)));
    }

    /** Fails with NOT_FOUND if the track is gone. */
    public Future<Void> describe(Tx tx, TrackId id, TrackDescription news) {
        Tuple values = Tuple.of(id.value(), news.name(), news.artist(), news.album(), news.coverUrl(), news.duration());
        return run(tx.connection(), DESCRIBE, values)
                .compose(rows -> rows.rowCount() == 1 ? Future.succeededFuture() : Future.failedFuture(gone()));
    }

    /** Keeps the track as it is until the transaction ends, one holder at a time. Fails with NOT_FOUND if it is gone. */
    public Future<Void> lock(Tx tx, TrackId id) {
        return run(tx.connection(), "select id from tracks where id = $1 for update", Tuple.of(id.value()))
                .compose(rows -> rows.size() == 1 ? Future.succeededFuture() : Future.failedFuture(gone()));
    }

    /** Removes the track's rows (track, assets, analysis); the blobs are the caller's to delete. */
    public Future<Void> delete(Tx tx, TrackId id) {
        return write(tx, "delete from tracks where id = $1", Tuple.of(id.value()));
    }

    /** Fails with NOT_FOUND if the track is gone. */
    public Future<Void> addAsset(Tx tx, Asset asset) {
        return write(tx, INSERT_ASSET, CatalogRows.values(asset)).recover(Catalog::goneWithTrack);
    }

    /** Bytes of all assets of all owners, a file that several share as often as it is theirs. Reads every row. */
    public Future<Long> storedBytes() {
        return database.pool()
                .query("select coalesce(sum(bytes), 0)::bigint as bytes from assets")
                .execute()
                .map(rows -> rows.iterator().next().getLong("bytes"));
    }

    public Future<Optional<Asset>> asset(UUID id) {
        return one("select * from assets where id = $1", Tuple.of(id), CatalogRows::asset);
    }

    /** The newest asset of a role. */
    public Future<Optional<Asset>> newest(TrackId track, AssetRole role) {
        return one(
                "select * from assets where track_id = $1 and role = $2 order by number desc limit 1",
                Tuple.of(track.value(), role.text()),
                CatalogRows::asset);
    }

    /** All assets of each track, oldest first; a track without assets has no entry. */
    public Future<Map<TrackId, List<Asset>>> assetsOf(Collection<TrackId> tracks) {
        return many(
                        "select * from assets where track_id = any($1) order by number",
                        Tuple.of(CatalogRows.ids(tracks)),
                        CatalogRows::asset)
                .map(Catalog::byTrack);
    }

    /** The zips made of stems. */
    public Exports exports() {
        return new Exports(database, this);
    }

    /** The outlines for players. */
    public Waveforms waveforms() {
        return new Waveforms(database, this);
    }

    /** Where the audio of known songs came from, or may come from. */
    public Sources sources() {
        return new Sources(database);
    }

    /** What tracks' audio is known by again. */
    public Fingerprints fingerprints() {
        return new Fingerprints(database);
    }

    /** Stored audio with this content, of whatever track and owner: only its bytes are anybody else's business. */
    public Future<Optional<Asset>> sameCanonical(String sha256, long bytes) {
        return one(
                "select * from assets where sha256 = $1 and role = 'canonical' and bytes = $2 order by number desc limit 1",
                Tuple.of(sha256, bytes),
                CatalogRows::asset);
    }

    /** The track has other audio now: what was found in the old one no longer holds. */
    public Future<Void> forgetFindings(Tx tx, TrackId track) {
        Tuple id = Tuple.of(track.value());
        return write(tx, "delete from analyses where track_id = $1", id)
                .compose(done -> write(tx, "delete from separations where track_id = $1", id));
    }

    /** What each separation made. */
    public SeparationResults separationResults() {
        return new SeparationResults(database, this);
    }

    /** What music services say of tracks. */
    public ServiceMetadata serviceMetadata() {
        return new ServiceMetadata(database);
    }

    /** Many tracks at once. */
    public ManyTracks many() {
        return new ManyTracks(database);
    }

    /** Replaces what is known of how the track was separated. Fails with NOT_FOUND if the track is gone. */
    public Future<Void> putSeparation(Tx tx, TrackId track, JobId job, SeparationFacts facts) {
        return putFacts(tx, "separations", track, job, facts);
    }

    /** A track that was not separated has no entry. */
    public Future<Map<TrackId, SeparationFacts>> separationsOf(Collection<TrackId> tracks) {
        return factsOf("separations", tracks, SeparationFacts.class);
    }

    /** Replaces the track's analysis. Fails with NOT_FOUND if the track is gone. */
    public Future<Void> putAnalysis(Tx tx, TrackId track, JobId job, TrackAnalysis analysis) {
        return putFacts(tx, "analyses", track, job, analysis);
    }

    /** A track that was not analysed has no entry. */
    public Future<Map<TrackId, TrackAnalysis>> analysesOf(Collection<TrackId> tracks) {
        return factsOf("analyses", tracks, TrackAnalysis.class);
    }

    /** Replaces what is known of the track's original. Fails with NOT_FOUND if the track is gone. */
    public Future<Void> putMedia(Tx tx, TrackId track, JobId job, MediaFacts facts) {
        return putFacts(tx, "media", track, job, facts);
    }

    /** A track whose original was not taken in, or by an earlier release, has no entry. */
    public Future<Map<TrackId, MediaFacts>> mediaOf(Collection<TrackId> tracks) {
        return factsOf("media", tracks, MediaFacts.class);
    }

    private static Future<Void> putFacts(Tx tx, String table, TrackId track, JobId job, Object facts) {
        Tuple values = Tuple.of(track.value(), job.value(), WireJson.write(facts));
        return write(tx, PUT_FACTS.formatted(table), values).recover(Catalog::goneWithTrack);
    }

    private <T> Future<Map<TrackId, T>> factsOf(String table, Collection<TrackId> tracks, Class<T> type) {
        return run(database.pool(), GET_FACTS.formatted(table), Tuple.of(CatalogRows.ids(tracks)))
                .map(rows -> {
                    Map<TrackId, T> facts = new LinkedHashMap<>();
                    rows.forEach(row -> facts.put(
                            new TrackId(row.getUUID("track_id")), WireJson.read(row.getString("facts"), type)));
                    return facts;
                });
    }

    private static Page<Track> page(List<Track> found, int limit) {
        if (found.size() <= limit) {
            return new Page<>(found, null);
        }
        List<Track> items = found.subList(0, limit);
        return new Page<>(items, Cursor.of(items.get(limit - 1)).text());
    }

    private static Map<TrackId, List<Asset>> byTrack(List<Asset> assets) {
        Map<TrackId, List<Asset>> grouped = new LinkedHashMap<>();
        assets.forEach(asset -> grouped.computeIfAbsent(asset.track(), track -> new ArrayList<>())
                .add(asset));
        return grouped;
    }

    private static Future<Void> goneWithTrack(Throwable error) {
        return translated(error, FOREIGN_KEY_VIOLATION, ErrorCode.NOT_FOUND, "The track was deleted.");
    }

    private static AlchemyException gone() {
        return new AlchemyException(ErrorCode.NOT_FOUND, "The track was deleted.");
    }

    private static Future<Void> translated(Throwable error, String sqlState, ErrorCode code, String message) {
        boolean expected = error instanceof PgException failure && sqlState.equals(failure.getSqlState());
        return Future.failedFuture(expected ? new AlchemyException(code, message, error) : error);
    }

    private static Future<Void> write(Tx tx, String sql, Tuple values) {
        return run(tx.connection(), sql, values).mapEmpty();
    }

    private <T> Future<Optional<T>> one(String sql, Tuple values, Function<Row, T> mapping) {
        return many(sql, values, mapping).map(found -> found.stream().findFirst());
    }

    private <T> Future<List<T>> many(String sql, Tuple values, Function<Row, T> mapping) {
        return run(database.pool(), sql, values)
                .map(rows -> rows.stream().map(mapping).toList());
    }

    private static Future<RowSet<Row>> run(SqlClient client, String sql, Tuple values) {
        return client.preparedQuery(sql).execute(values);
    }
}
