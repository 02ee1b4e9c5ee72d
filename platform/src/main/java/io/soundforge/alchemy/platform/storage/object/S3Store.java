package io.soundforge.alchemy.platform.storage.object;

import io.soundforge.alchemy.contracts.failure.AlchemyException;
import io.soundforge.alchemy.contracts.failure.ErrorCode;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Objects in a bucket of S3. Every request's body is part of its signature, so that the store refuses bytes that changed
 * on the way.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_Operations_Amazon_Simple_Storage_Service.html">Amazon
 *     S3 API</a>
 */
public final class S3Store implements ObjectStore {
    static final int PAGE = 1000;
    private static final int MOST_NAMES = 100_000;
    private static final String NOTE = "x-amz-meta-sha256";

    private final S3Config config;
    private final S3Dialect dialect;
    private final StoreClient client;
    private final Endpoint at;
    private final int partBytes;
    private final InstantSource clock = InstantSource.system();

    public S3Store(Vertx vertx, S3Config config, StorePatience patience) {
        this(vertx, config, patience, S3Multipart.PART_BYTES);
    }

    /** @param partBytes files of more than twice as many go in parts; S3 takes none below 5 MiB but the last */
    public S3Store(Vertx vertx, S3Config config, StorePatience patience, int partBytes) {
        this.config = config;
        this.dialect = new S3Dialect(config, clock);
        this.client = new StoreClient(vertx, config.base(), dialect, patience);
        this.at = Endpoint.of(config.base());
        this.partBytes = partBytes;
    }

    private Call call(HttpMethod method, String name) {
        return Call.of(method, at.path() + "/" + UriText.path(name));
    }

    @Override
    public Future<Void> put(FileContent content, String name) {
        Call call = call(HttpMethod.PUT, name)
                .header("content-type", FileContent.typeOf(name))
                .header(NOTE, content.sha256());
        if (content.bytes() > 2L * partBytes) {
            return new S3Multipart(client, dialect, content, call, partBytes)
                    .run()
                    .recover(error -> stored(content, name, error));
        }
        return client.vertx()
                .executeBlocking(() -> Buffer.buffer(content.part(0, (int) content.bytes())), false)
                .compose(body -> client.ask(call.body(body).header("x-amz-content-sha256", content.sha256())))
                .mapEmpty();
    }

    /** The last call of an upload may have worked although its answer was lost. */
    private Future<Void> stored(FileContent content, String name, Throwable error) {
        if (!Retries.mayHelp(error) && !S3Multipart.isGone(error)) {
            return Future.failedFuture(error);
        }
        return look(name)
                .compose(found -> found.filter(facts -> content.sha256().equals(facts.sha256()))
                                .isPresent()
                        ? Future.<Void>succeededFuture()
                        : Future.<Void>failedFuture(error))
                .recover(unknown -> Future.failedFuture(error));
    }

    @Override
    public Future<ObjectFacts> get(String name, Path target) {
        return Download.run(client, call(HttpMethod.GET, name), target).compose(taken -> {
            String noted = taken.first().header(NOTE);
            return noted.isEmpty() || noted.equals(taken.facts().sha256())
                    ? Future.succeededFuture(taken.facts())
                    : Future.failedFuture(new AlchemyException(
                            ErrorCode.UNAVAILABLE, "the bytes of '" + name + "' are not those that were stored"));
        });
    }

    @Override
    public Future<Optional<ObjectFacts>> look(String name) {
        return client.ask(call(HttpMethod.HEAD, name))
                .map(answer -> Optional.of(facts(answer)))
                .recover(S3Store::emptyIfMissing);
    }

    private static ObjectFacts facts(Answer answer) {
        String noted = answer.header(NOTE);
        String length = answer.header("content-length");
        return new ObjectFacts(
                length.isEmpty() ? 0 : Long.parseLong(length), answer.header("etag"), noted.isEmpty() ? null : noted);
    }

    static <T> Future<Optional<T>> emptyIfMissing(Throwable error) {
        return error instanceof AlchemyException known && known.code() == ErrorCode.NOT_FOUND
                ? Future.succeededFuture(Optional.empty())
                : Future.failedFuture(error);
    }

    /** Up to 5 GiB, as S3 copies at once. */
    @Override
    public Future<Void> copy(String name, String copy) {
        String source = "/" + UriText.part(config.bucket()) + "/" + UriText.path(name);
        Call call = call(HttpMethod.PUT, copy).header("x-amz-copy-source", source);
        return client.retries()
                .run(() -> client.once(call).compose(answer -> done(answer, "CopyObjectResult")))
                .mapEmpty();
    }

    private Future<S3Xml> done(Answer answer, String root) {
        S3Xml xml = S3Xml.parse(answer.text());
        return xml.root().equals(root) ? Future.succeededFuture(xml) : Future.failedFuture(client.fault(answer));
    }

    @Override
    public Future<List<String>> namesBelow(String folder) {
        return page(folder + "/", "", new ArrayList<>());
    }

    private Future<List<String>> page(String prefix, String token, List<String> found) {
        Call first = Call.of(HttpMethod.GET, at.path() + "/")
                .with("list-type", "2")
                .with("max-keys", Integer.toString(PAGE))
                .with("prefix", prefix);
        return client.ask(token.isEmpty() ? first : first.with("continuation-token", token))
                .compose(answer -> done(answer, "ListBucketResult"))
                .compose(xml -> {
                    found.addAll(xml.all("ListBucketResult/Contents/Key"));
                    if (found.size() > MOST_NAMES) {
                        return Future.failedFuture(tooMany(prefix));
                    }
                    String next = xml.first("ListBucketResult/NextContinuationToken");
                    return next.isEmpty() ? Future.succeededFuture(found) : page(prefix, next, found);
                });
    }

    static AlchemyException tooMany(String prefix) {
        return new AlchemyException(
                ErrorCode.STORAGE_REFUSED, "more than " + MOST_NAMES + " objects lie below '" + prefix + "'");
    }

    @Override
    public Future<Void> delete(List<String> names) {
        Future<Void> done = Future.succeededFuture();
        for (int from = 0; from < names.size(); from += PAGE) {
            List<String> page = names.subList(from, Math.min(names.size(), from + PAGE));
            done = done.compose(before -> deletePage(page));
        }
        return done;
    }

    private Future<Void> deletePage(List<String> names) {
        String body = names.stream()
                .map(name -> "<Object><Key>" + S3Xml.escape(name) + "</Key></Object>")
                .collect(Collectors.joining("", "<Delete><Quiet>true</Quiet>", "</Delete>"));
        Buffer bytes = Buffer.buffer(body);
        Call call = Call.of(HttpMethod.POST, at.path() + "/")
                .with("delete", "")
                .header("content-type", "application/xml")
                .header("content-md5", Digests.md5Base64(bytes.getBytes()))
                .body(bytes);
        return client.retries().run(() -> client.once(call)
                .compose(answer -> done(answer, "DeleteResult"))
                .compose(this::allDeleted));
    }

    private Future<Void> allDeleted(S3Xml result) {
        String code = result.first("DeleteResult/Error/Code");
        if (code.isEmpty()) {
            return Future.succeededFuture();
        }
        StoreFault fault = new StoreFault(0, code, result.first("DeleteResult/Error/Message"));
        return Future.failedFuture(new AlchemyException(
                fault.later() ? ErrorCode.UNAVAILABLE : ErrorCode.STORAGE_REFUSED,
                "the storage did not delete all: " + code + " " + fault.message()));
    }

    @Override
    public Future<String> signedUrl(String name, Duration life) {
        Call call =
                dialect.signature().presigned(call(HttpMethod.GET, name), dialect.authority(), clock.instant(), life);
        return Future.succeededFuture(at.origin() + call.target());
    }

    @Override
    public Future<Void> sweepUploads(Duration olderThan) {
        Instant limit = clock.instant().minus(olderThan);
        return client.ask(Call.of(HttpMethod.GET, at.path() + "/").with("uploads", ""))
                .compose(answer -> done(answer, "ListMultipartUploadsResult"))
                .compose(xml -> sweep(xml, limit));
    }

    private Future<Void> sweep(S3Xml xml, Instant limit) {
        List<String> names = xml.all("ListMultipartUploadsResult/Upload/Key");
        List<String> ids = xml.all("ListMultipartUploadsResult/Upload/UploadId");
        List<String> begun = xml.all("ListMultipartUploadsResult/Upload/Initiated");
        Future<Void> done = Future.succeededFuture();
        for (int i = 0; i < Math.min(names.size(), Math.min(ids.size(), begun.size())); i++) {
            Call abort = call(HttpMethod.DELETE, names.get(i)).with("uploadId", ids.get(i));
            if (isBefore(begun.get(i), limit)) {
                done = done.compose(before -> client.ask(abort).<Void>mapEmpty())
                        .recover(error ->
                                S3Multipart.isGone(error) ? Future.succeededFuture() : Future.failedFuture(error));
            }
        }
        return done;
    }

    private static boolean isBefore(String moment, Instant limit) {
        try {
            return Instant.parse(moment).isBefore(limit);
        } catch (DateTimeParseException unknown) {
            return false; // better kept than taken from somebody who still writes
        }
    }

    @Override
    public Future<Void> check() {
        return client.once(Call.of(HttpMethod.GET, at.path() + "/")
                        .with("list-type", "2")
                        .with("max-keys", "1"))
                .mapEmpty();
    }

    @Override
    public String description() {
        return "s3 bucket " + config.bucket() + " at "
                + Endpoint.of(config.endpoint()).origin();
    }

    @Override
    public Future<Void> close() {
        return client.close();
    }
}
