package io.soundforge.alchemy.gateway.tracks;

import io.soundforge.alchemy.contracts.failure.AlchemyException;
import io.soundforge.alchemy.contracts.failure.ErrorCode;
import io.soundforge.alchemy.contracts.track.OwnerId;
import io.soundforge.alchemy.gateway.GatewayParts;
import io.soundforge.alchemy.gateway.http.BrokenBody;
import io.soundforge.alchemy.gateway.idempotency.KeyHeader;
import io.soundforge.alchemy.gateway.idempotency.OncePerKey;
import io.soundforge.alchemy.gateway.idempotency.RequestInHand;
import io.soundforge.alchemy.gateway.scan.ClamAv;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;

/** From a multipart request to a track with its jobs. */
public final class UploadIntake {
    private final Vertx vertx;
    private final GatewayParts parts;
    private final TrackImporter importer;
    private final OncePerKey once;
    private final QuotaGate gate;
    private final ClamAv scanner;

    public UploadIntake(Vertx vertx, GatewayParts parts) {
        this.vertx = vertx;
        this.parts = parts;
        this.importer = new TrackImporter(parts, Clock.systemUTC());
        this.once = new OncePerKey(parts);
        this.gate = new QuotaGate(parts);
        this.scanner = new ClamAv(vertx, parts.config().intake().clamAv());
    }

    /**
     * Takes over a request whose body has not been read. What does not become a track leaves nothing behind.
     *
     * @param defaults import options that hold where the form does not say otherwise
     * @param answer sends the answer, unless the same upload was answered before and has been answered again
     */
    public void accept(RoutingContext context, OwnerId owner, JsonObject defaults, Consumer<AcceptedImport> answer) {
        HttpServerRequest request = context.request();
        boolean keyed = KeyHeader.of(request).isPresent();
        request.pause();
        Future<Void> broken = BrokenBody.of(context);
        gate.room(owner)
                .compose(room -> {
                    room.requireAnnounced(request);
                    return accept(context, owner, defaults, room, keyed, broken);
                })
                .onSuccess(accepted -> accepted.ifPresent(answer))
                .onFailure(error -> {
                    letTheRestPass(request);
                    context.fail(error);
                });
    }

    private Future<Optional<AcceptedImport>> accept(
            RoutingContext context,
            OwnerId owner,
            JsonObject defaults,
            UploadRoom room,
            boolean keyed,
            Future<Void> broken) {
        return parts.blobs().scratch("upload-" + UUID.randomUUID()).compose(folder -> receive(
                        new UploadReceiver(vertx, context.request(), folder, room, keyed, broken))
                .compose(upload -> importOnce(context, owner, upload, defaults))
                .eventually(() -> parts.blobs().discard(folder)));
    }

    private Future<Optional<AcceptedImport>> importOnce(
            RoutingContext context, OwnerId owner, ReceivedUpload upload, JsonObject defaults) {
        return once.enter(context, upload.digest())
                .compose(fresh -> fresh
                        ? scanner.requireClean(upload.file())
                                .compose(clean ->
                                        importer.importUpload(owner, upload, defaults, RequestInHand.work(context)))
                                .map(Optional::of)
                        : Future.succeededFuture(Optional.empty()));
    }

    private static void letTheRestPass(HttpServerRequest request) {
        if (!request.isEnded()) {
            request.resume();
        }
    }

    /** The deadline is for the sender; what we do with the file afterwards has limits of its own. */
    private Future<ReceivedUpload> receive(UploadReceiver receiver) {
        long deadline = vertx.setTimer(
                parts.config().uploadDeadline().toMillis(),
                late -> receiver.giveUp(new AlchemyException(ErrorCode.TIMEOUT, "the upload took too long")));
        return receiver.receive().onComplete(done -> vertx.cancelTimer(deadline));
    }
}
