package io.soundforge.alchemy.platform.storage.object;

import io.soundforge.alchemy.contracts.failure.AlchemyException;
import io.soundforge.alchemy.contracts.failure.ErrorCode;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A large file by the tus protocol. After whatever goes wrong the server is asked how far it is, and the upload goes on
 * from there; tries are counted from the last byte that it took.
 *
 * @see <a href="https://tus.io/protocols/resumable-upload">tus 1.0.0</a>
 */
final class TusUpload {
    /** The hosted service takes chunks of exactly this size, but for the last. */
    static final int CHUNK = 6 << 20;

    private static final Logger log = LoggerFactory.getLogger(TusUpload.class);

    private final StoreClient client;
    private final String entrance;
    private final FileContent content;
    private final String metadata;

    TusUpload(StoreClient client, String entrance, String bucket, FileContent content, String name, JsonObject note) {
        this.client = client;
        this.entrance = entrance;
        this.content = content;
        this.metadata = "bucketName " + SupabaseStore.base64(bucket)
                + ",objectName " + SupabaseStore.base64(name)
                + ",contentType " + SupabaseStore.base64(FileContent.typeOf(name))
                + ",cacheControl " + SupabaseStore.base64("3600")
                + ",metadata " + SupabaseStore.base64(note.encode());
    }

    Future<Void> run() {
        Call create = tus(HttpMethod.POST, entrance)
                .header("upload-length", Long.toString(content.bytes()))
                .header("upload-metadata", metadata)
                .header("x-upsert", "true");
        return client.ask(create).compose(this::place).compose(this::upload);
    }

    private static Call tus(HttpMethod method, String path) {
        return Call.of(method, path).header("tus-resumable", "1.0.0");
    }

    /** Behind a proxy the host of the answer may be one that only the server knows; its path is right. */
    private Future<String> place(Answer created) {
        String location = created.header("location");
        return location.isEmpty()
                ? Future.failedFuture(
                        new AlchemyException(ErrorCode.UNAVAILABLE, "the storage began an upload without naming it"))
                : Future.succeededFuture(URI.create(location).getRawPath());
    }

    private Future<Void> upload(String place) {
        return from(place, 0, 1).recover(error -> give(place).transform(up -> Future.failedFuture(error)));
    }

    private Future<Void> from(String place, long offset, int number) {
        if (offset >= content.bytes()) {
            return Future.succeededFuture();
        }
        return chunk(place, offset)
                .compose(
                        next -> from(place, next, 1),
                        error -> number < client.patience().tries() && Retries.mayHelp(error)
                                ? resume(place, offset, number, error)
                                : Future.failedFuture(error));
    }

    private Future<Void> resume(String place, long offset, int number, Throwable error) {
        return client.retries()
                .after(client.retries().waitFor(error, number + 1))
                .compose(waited -> client.ask(tus(HttpMethod.HEAD, place)))
                .compose(answer -> offsetOf(answer, offset))
                .compose(there -> from(place, there, there > offset ? 1 : number + 1));
    }

    private Future<Long> chunk(String place, long offset) {
        int length = (int) Math.min(CHUNK, content.bytes() - offset);
        return client.vertx()
                .executeBlocking(() -> Buffer.buffer(content.part(offset, length)), false)
                .compose(bytes -> client.once(tus(HttpMethod.PATCH, place)
                        .header("content-type", "application/offset+octet-stream")
                        .header("upload-offset", Long.toString(offset))
                        .body(bytes)))
                .compose(answer -> offsetOf(answer, offset));
    }

    private Future<Long> offsetOf(Answer answer, long least) {
        String offset = answer.header("upload-offset");
        if (offset.matches("[0-9]{1,18}")) {
            long there = Long.parseLong(offset);
            if (there >= least && there <= content.bytes()) {
                return Future.succeededFuture(there);
            }
        }
        return Future.failedFuture(new AlchemyException(
                ErrorCode.STORAGE_REFUSED, "the storage lost bytes of an upload: it is at '" + offset + "'"));
    }

    private Future<Void> give(String place) {
        return client.ask(tus(HttpMethod.DELETE, place))
                .<Void>mapEmpty()
                .recover(error -> S3Multipart.isGone(error) ? Future.succeededFuture() : Future.failedFuture(error))
                .onFailure(error -> log.warn("an unfinished upload stays until the storage forgets it", error));
    }
}
