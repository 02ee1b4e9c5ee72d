package io.soundforge.alchemy.gateway.tracks;

import io.soundforge.alchemy.contracts.failure.AlchemyException;
import io.soundforge.alchemy.contracts.failure.ErrorCode;
import io.soundforge.alchemy.contracts.track.OwnerId;
import io.soundforge.alchemy.gateway.GatewayParts;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Clock;
import java.util.UUID;

/** From a multipart request to a track with its jobs. */
public final class UploadIntake {
    private final Vertx vertx;
    private final GatewayParts parts;
    private final TrackImporter importer;

    public UploadIntake(Vertx vertx, GatewayParts parts) {
        this.vertx = vertx;
        this.parts = parts;
        this.importer = new TrackImporter(parts, Clock.systemUTC());
    }

    /**
     * Takes over a request whose body has not been read. What does not become a track leaves nothing behind.
     *
     * @param defaults import options that hold where the form does not say otherwise
     */
    public Future<AcceptedImport> accept(HttpServerRequest request, OwnerId owner, JsonObject defaults) {
        request.pause();
        return parts.blobs()
                .scratch("upload-" + UUID.randomUUID())
                .compose(folder -> receive(request, folder)
                        .compose(upload -> importer.importUpload(owner, upload, defaults))
                        .eventually(() -> parts.blobs().discard(folder)))
                .onFailure(error -> letTheRestPass(request));
    }

    private static void letTheRestPass(HttpServerRequest request) {
        if (!request.isEnded()) {
            request.resume();
        }
    }

    /** The deadline is for the sender; what we do with the file afterwards has limits of its own. */
    private Future<ReceivedUpload> receive(HttpServerRequest request, Path folder) {
        UploadReceiver receiver =
                new UploadReceiver(vertx, request, folder, parts.config().maxUploadBytes());
        long deadline = vertx.setTimer(
                parts.config().uploadDeadline().toMillis(),
                late -> receiver.giveUp(new AlchemyException(ErrorCode.TIMEOUT, "the upload took too long")));
        return receiver.receive().onComplete(done -> vertx.cancelTimer(deadline));
    }
}
