package io.soundforge.alchemy.platform.storage.object;

import io.soundforge.alchemy.contracts.failure.AlchemyException;
import io.soundforge.alchemy.contracts.failure.ErrorCode;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A large file in parts, one after the other, so that one part is in memory. What fails is aborted; what cannot even be
 * aborted is found by the sweep.
 */
final class S3Multipart {
    static final int PART_BYTES = 8 << 20;

    private static final Logger log = LoggerFactory.getLogger(S3Multipart.class);
    private static final int MOST_PARTS = 10_000;

    private final StoreClient client;
    private final S3Dialect dialect;
    private final FileContent content;
    private final Call put;
    private final long partBytes;

    /** @param put the call that would store the whole, with its headers */
    S3Multipart(StoreClient client, S3Dialect dialect, FileContent content, Call put, int partBytes) {
        this.client = client;
        this.dialect = dialect;
        this.content = content;
        this.put = put;
        this.partBytes = Math.max(partBytes, (content.bytes() + MOST_PARTS - 1) / MOST_PARTS);
    }

    Future<Void> run() {
        Call begin = new Call(HttpMethod.POST, put.path(), put.query(), put.headers(), null).with("uploads", "");
        return client.ask(begin)
                .map(answer -> S3Xml.parse(answer.text()).first("InitiateMultipartUploadResult/UploadId"))
                .compose(this::upload);
    }

    private Future<Void> upload(String id) {
        if (id.isEmpty()) {
            return Future.failedFuture(
                    new AlchemyException(ErrorCode.UNAVAILABLE, "the storage began an upload without naming it"));
        }
        return parts(id, 0, new ArrayList<>())
                .compose(tags -> complete(id, tags))
                .recover(error -> abort(id).transform(aborted -> Future.failedFuture(error)));
    }

    private Future<List<String>> parts(String id, long offset, List<String> tags) {
        if (offset >= content.bytes()) {
            return Future.succeededFuture(tags);
        }
        int length = (int) Math.min(partBytes, content.bytes() - offset);
        return client.vertx()
                .executeBlocking(() -> part(id, tags.size() + 1, content.part(offset, length)), false)
                .compose(client::ask)
                .compose(answer -> {
                    tags.add(answer.header("etag"));
                    return parts(id, offset + length, tags);
                });
    }

    /** Hashing belongs to a worker. */
    private Call part(String id, int number, byte[] bytes) {
        return Call.of(HttpMethod.PUT, put.path())
                .with("partNumber", Integer.toString(number))
                .with("uploadId", id)
                .header("x-amz-content-sha256", Digests.sha256Hex(bytes))
                .header("content-md5", Digests.md5Base64(bytes))
                .body(Buffer.buffer(bytes));
    }

    private Future<Void> complete(String id, List<String> tags) {
        StringBuilder body = new StringBuilder("<CompleteMultipartUpload>");
        for (int i = 0; i < tags.size(); i++) {
            body.append("<Part><PartNumber>").append(i + 1).append("</PartNumber><ETag>");
            body.append(S3Xml.escape(tags.get(i))).append("</ETag></Part>");
        }
        Call call = Call.of(HttpMethod.POST, put.path())
                .with("uploadId", id)
                .header("content-type", "application/xml")
                .body(Buffer.buffer(body.append("</CompleteMultipartUpload>").toString()));
        return client.retries().run(() -> client.once(call).compose(this::completed));
    }

    /** The answer begins with 200 while the store still works, so only its body tells. */
    private Future<Void> completed(Answer answer) {
        if (S3Xml.parse(answer.text()).root().equals("CompleteMultipartUploadResult")) {
            return Future.succeededFuture();
        }
        return Future.failedFuture(dialect.faultOf(answer).exception(answer));
    }

    private Future<Void> abort(String id) {
        return client.ask(Call.of(HttpMethod.DELETE, put.path()).with("uploadId", id))
                .<Void>mapEmpty()
                .recover(error -> isGone(error) ? Future.succeededFuture() : Future.failedFuture(error))
                .onFailure(error -> log.warn("an unfinished upload stays until the next sweep", error));
    }

    static boolean isGone(Throwable error) {
        return error instanceof AlchemyException known && known.code() == ErrorCode.NOT_FOUND;
    }
}
