package io.soundforge.alchemy.gateway.links;

import io.soundforge.alchemy.contracts.asset.AssetRole;
import io.soundforge.alchemy.contracts.failure.AlchemyException;
import io.soundforge.alchemy.contracts.failure.ErrorCode;
import io.soundforge.alchemy.contracts.track.OwnerId;
import io.soundforge.alchemy.contracts.track.Track;
import io.soundforge.alchemy.contracts.track.TrackId;
import io.soundforge.alchemy.gateway.GatewayParts;
import io.soundforge.alchemy.gateway.identity.LinkedCallers;
import io.soundforge.alchemy.platform.catalog.OwnedTracks;
import io.soundforge.alchemy.platform.identity.Caller;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Signs links to files and knows callers by them. */
public final class FileLinks implements LinkedCallers {
    private static final String SIGNATURE = "signature";
    private static final String EXPIRES = "expires";
    private static final Set<String> PARAMETERS = Set.of(SIGNATURE, EXPIRES);

    private final GatewayParts parts;
    private final OwnedTracks tracks;
    private final LinkKeys keys;
    private final Clock clock;

    public FileLinks(GatewayParts parts, Clock clock) {
        this.parts = parts;
        this.tracks = new OwnedTracks(parts.catalog());
        this.keys = new LinkKeys(parts);
        this.clock = clock;
    }

    Instant now() {
        return clock.instant();
    }

    /**
     * A link to a file that the caller may see.
     *
     * <p>Fails with INVALID_REQUEST for the path of anything but a file, with NOT_FOUND if there is no such file for the
     * caller.
     */
    Future<String> sign(OwnerId caller, String path, Instant expires) {
        FilePath wanted = FilePath.parse(path)
                .orElseThrow(() -> new AlchemyException(
                        ErrorCode.INVALID_REQUEST,
                        "a path must be " + FilePath.EXPECTED + ", without a query; got '" + path + "'"));
        return tracks.find(caller, wanted.track()).compose(track -> requireFile(track, wanted)
                .compose(there -> keys.all())
                .map(all -> link(track, wanted.of(track.id().value()), expires.getEpochSecond(), all.get(0))));
    }

    private static String link(Track track, FilePath path, long expires, byte[] key) {
        String signature = new LinkSignature(path.toString(), expires, track.owner()).by(key);
        return path + "?" + EXPIRES + "=" + expires + "&" + SIGNATURE + "=" + signature;
    }

    private Future<Void> requireFile(Track track, FilePath path) {
        Future<Boolean> there = Future.succeededFuture(true);
        if (path.isOriginal()) {
            there = parts.catalog().newest(track.id(), AssetRole.ORIGINAL).map(Optional::isPresent);
        } else if (path.stem().isPresent()) {
            there = parts.catalog().asset(path.stem().get()).map(found -> found.filter(
                            stem -> stem.track().equals(track.id()) && stem.role() == AssetRole.STEM)
                    .isPresent());
        } else if (path.export().isPresent()) {
            there = parts.jobs().find(path.export().get()).map(found -> found.filter(
                            job -> job.track().equals(track.id()))
                    .isPresent());
        }
        return there.compose(known -> known
                ? Future.succeededFuture()
                : Future.failedFuture(new AlchemyException(ErrorCode.NOT_FOUND, "there is no file " + path)));
    }

    /** Whoever signs in besides is asked for that alone. */
    @Override
    public boolean claimedBy(RoutingContext context) {
        HttpMethod method = context.request().method();
        return (HttpMethod.GET.equals(method) || HttpMethod.HEAD.equals(method))
                && context.request().params().contains(SIGNATURE)
                && !context.request().headers().contains("Authorization");
    }

    @Override
    public Future<Caller> of(RoutingContext context) {
        MultiMap parameters = context.request().params();
        String expires = String.valueOf(parameters.get(EXPIRES));
        Optional<FilePath> path = FilePath.parse(context.normalizedPath());
        if (path.isEmpty() || !expires.matches("[0-9]{1,12}") || !plain(parameters)) {
            return Future.failedFuture(refused());
        }
        return find(path.get()).compose(track -> keys.all()
                .map(all -> caller(
                        new LinkSignature(path.get().toString(), Long.parseLong(expires), track.owner()),
                        parameters.get(SIGNATURE),
                        all)));
    }

    private static boolean plain(MultiMap parameters) {
        return parameters.entries().size() == PARAMETERS.size() && PARAMETERS.equals(parameters.names());
    }

    private Future<Track> find(FilePath path) {
        try {
            return parts.catalog()
                    .find(TrackId.parse(path.track()))
                    .map(found -> found.orElseThrow(FileLinks::refused));
        } catch (IllegalArgumentException notOurId) {
            return Future.failedFuture(refused());
        }
    }

    private Caller caller(LinkSignature signed, String signature, List<byte[]> all) {
        if (!signed.holds(signature, all)) {
            throw refused();
        }
        Instant end = Instant.ofEpochSecond(signed.expires());
        if (!clock.instant().isBefore(end)) {
            throw new AlchemyException(
                    ErrorCode.FORBIDDEN, "the link expired at " + end + "; have the file signed anew");
        }
        return new Caller(signed.owner(), Caller.Standing.READER, end);
    }

    private static AlchemyException refused() {
        return new AlchemyException(
                ErrorCode.FORBIDDEN,
                "the link's signature does not hold: it must be for exactly this file, with nothing changed");
    }
}
