package io.soundforge.alchemy.gateway.uploads;

import io.soundforge.alchemy.contracts.failure.AlchemyException;
import io.soundforge.alchemy.gateway.GatewayParts;
import io.soundforge.alchemy.gateway.scan.ClamAv;
import io.soundforge.alchemy.gateway.tracks.QuotaGate;
import io.soundforge.alchemy.gateway.tracks.ReceivedUpload;
import io.soundforge.alchemy.gateway.tracks.TrackImporter;
import io.soundforge.alchemy.platform.uploads.Upload;
import io.soundforge.alchemy.platform.uploads.UploadStore;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;

/**
 * Turns a file that has arrived whole into a track of the upload's id. Doing it again after an accident goes on where it
 * ended.
 */
final class UploadCompletion {
    private final Vertx vertx;
    private final GatewayParts parts;
    private final UploadStore store;
    private final UploadFiles files;
    private final TrackImporter importer;
    private final QuotaGate gate;
    private final ClamAv scanner;

    UploadCompletion(Vertx vertx, GatewayParts parts, UploadStore store, UploadFiles files) {
        this.vertx = vertx;
        this.parts = parts;
        this.store = store;
        this.files = files;
        this.importer = new TrackImporter(parts, Clock.systemUTC());
        this.gate = new QuotaGate(parts);
        this.scanner = new ClamAv(vertx, parts.config().intake().clamAv());
    }

    /**
     * Imports it. A file that is refused for good is deleted with its upload; after other failures both stay.
     *
     * <p>Fails as importing a file does.
     *
     * @param lease of the upload, whose bytes are all there
     */
    Future<Void> complete(WritingLease lease) {
        Upload upload = lease.upload();
        return files.folder(upload)
                .compose(folder -> scanner.requireClean(folder.resolve(UploadFiles.NAME))
                        .compose(clean -> vertx.executeBlocking(() -> linkOrCopy(folder), false)))
                .compose(file -> importer.importUpload(
                        upload.owner(),
                        new ReceivedUpload(file, upload.fileName(), upload.length(), upload.options(), new byte[0]),
                        new JsonObject(),
                        upload.id(),
                        tx -> gate.admit(tx, upload.owner(), 0, 1)))
                .compose(
                        imported -> parts.database()
                                .inTransaction(tx -> store.imported(tx, upload.id()))
                                .compose(done -> files.delete(upload)),
                        error -> refuse(lease, error));
    }

    private Future<Void> refuse(WritingLease lease, Throwable error) {
        return AlchemyException.failureOf(error).code().retryable()
                ? Future.failedFuture(error)
                : lease.delete()
                        .eventually(() -> files.delete(lease.upload()))
                        .transform(done -> Future.failedFuture(error));
    }

    /** The importer moves the file away, and gives it up when it fails; ours stays for the next try. */
    private static Path linkOrCopy(Path folder) throws IOException {
        Path file = folder.resolve(UploadFiles.NAME);
        Path copy = folder.resolve("import");
        Files.deleteIfExists(copy);
        try {
            return Files.createLink(copy, file);
        } catch (UnsupportedOperationException | IOException noLinksHere) {
            return Files.copy(file, copy);
        }
    }
}
