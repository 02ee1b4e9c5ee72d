package io.soundforge.alchemy.platform.storage.object;

import io.soundforge.alchemy.contracts.failure.AlchemyException;
import io.soundforge.alchemy.contracts.failure.ErrorCode;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Objects in a bucket of Supabase Storage, over its REST interface; files above 6 MiB go by {@link TusUpload}.
 *
 * @see <a href="https://supabase.com/docs/guides/storage">Supabase Storage</a>
 */
public final class SupabaseStore implements ObjectStore {
    private static final int PAGE = 1000;
    private static final int DELETED_AT_ONCE = 1000;
    private static final int MOST_NAMES = 100_000;

    private final SupabaseConfig config;
    private final StoreClient client;
    private final Endpoint at;
    private final String root;

    public SupabaseStore(Vertx vertx, SupabaseConfig config, StorePatience patience) {
        this.config = config;
        this.client = new StoreClient(vertx, config.project(), new SupabaseDialect(config), patience);
        this.at = Endpoint.of(config.project());
        this.root = at.path() + "/storage/v1";
    }

    private Call object(HttpMethod method, String form, String name) {
        return Call.of(method, root + "/object/" + form + UriText.part(config.bucket()) + "/" + UriText.path(name));
    }

    @Override
    public Future<Void> put(FileContent content, String name) {
        JsonObject note = new JsonObject().put("sha256", content.sha256());
        if (content.bytes() > TusUpload.CHUNK) {
            return new TusUpload(client, root + "/upload/resumable", config.bucket(), content, name, note).run();
        }
        Call call = object(HttpMethod.POST, "", name)
                .header("x-upsert", "true")
                .header("content-type", FileContent.typeOf(name))
                .header("cache-control", "max-age=3600")
                .header("x-metadata", base64(note.encode()));
        return client.vertx()
                .executeBlocking(() -> Buffer.buffer(content.part(0, (int) content.bytes())), false)
                .compose(body -> client.ask(call.body(body)))
                .mapEmpty();
    }

    static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    /** What was noted when it was stored is told by another call than the bytes. */
    @Override
    public Future<ObjectFacts> get(String name, Path target) {
        return look(name)
                .compose(found -> found.isEmpty()
                        ? Future.failedFuture(new AlchemyException(ErrorCode.NOT_FOUND, "there is no such object"))
                        : Download.run(client, object(HttpMethod.GET, "", name), target)
                                .compose(taken -> compared(name, found.get(), taken.facts())));
    }

    private static Future<ObjectFacts> compared(String name, ObjectFacts noted, ObjectFacts taken) {
        boolean same = noted.sha256() == null
                ? noted.bytes() == taken.bytes()
                : noted.sha256().equals(taken.sha256());
        return same
                ? Future.succeededFuture(taken)
                : Future.failedFuture(new AlchemyException(
                        ErrorCode.UNAVAILABLE, "the bytes of '" + name + "' are not those that were stored"));
    }

    @Override
    public Future<Optional<ObjectFacts>> look(String name) {
        return client.ask(object(HttpMethod.GET, "info/", name))
                .compose(SupabaseStore::json)
                .map(info -> Optional.of(facts(info)))
                .recover(S3Store::emptyIfMissing);
    }

    private static ObjectFacts facts(JsonObject info) {
        Object bytes = info.getValue("size");
        Object note = info.getValue("metadata");
        Object tag = info.getValue("etag");
        return new ObjectFacts(
                bytes instanceof Number number ? number.longValue() : -1,
                tag == null ? "" : tag.toString(),
                note instanceof JsonObject noted && noted.getValue("sha256") instanceof String sha ? sha : null);
    }

    @Override
    public Future<Void> copy(String name, String copy) {
        JsonObject body = new JsonObject()
                .put("bucketId", config.bucket())
                .put("sourceKey", name)
                .put("destinationKey", copy)
                .put("copyMetadata", true);
        return client.ask(post("/object/copy", body).header("x-upsert", "true")).mapEmpty();
    }

    private Call post(String path, JsonObject body) {
        return json(HttpMethod.POST, path, body);
    }

    private Call json(HttpMethod method, String path, JsonObject body) {
        return Call.of(method, root + path)
                .header("content-type", "application/json")
                .body(body.toBuffer());
    }

    /** The store lists one level at a time; what is a folder there has no id. */
    @Override
    public Future<List<String>> namesBelow(String folder) {
        Deque<String> folders = new ArrayDeque<>(List.of(folder));
        return level(folders, 0, new ArrayList<>());
    }

    private Future<List<String>> level(Deque<String> folders, int offset, List<String> found) {
        String folder = folders.peek();
        if (folder == null) {
            return Future.succeededFuture(found);
        }
        JsonObject question = new JsonObject()
                .put("prefix", folder)
                .put("limit", PAGE)
                .put("offset", offset)
                .put("sortBy", new JsonObject().put("column", "name").put("order", "asc"));
        return client.ask(post("/object/list/" + UriText.part(config.bucket()), question))
                .compose(SupabaseStore::array)
                .compose(page -> {
                    page.stream().map(JsonObject.class::cast).forEach(each -> {
                        String name = folder + "/" + each.getString("name");
                        if (each.getValue("id") == null) {
                            folders.addLast(name);
                        } else {
                            found.add(name);
                        }
                    });
                    if (found.size() + folders.size() > MOST_NAMES) {
                        return Future.failedFuture(S3Store.tooMany(folder));
                    }
                    if (page.size() == PAGE) {
                        return level(folders, offset + PAGE, found);
                    }
                    folders.remove();
                    return level(folders, 0, found);
                });
    }

    @Override
    public Future<Void> delete(List<String> names) {
        Future<Void> done = Future.succeededFuture();
        for (int from = 0; from < names.size(); from += DELETED_AT_ONCE) {
            JsonObject page = new JsonObject()
                    .put(
                            "prefixes",
                            new JsonArray(names.subList(from, Math.min(names.size(), from + DELETED_AT_ONCE))));
            Call call = json(HttpMethod.DELETE, "/object/" + UriText.part(config.bucket()), page);
            done = done.compose(before -> client.ask(call).mapEmpty());
        }
        return done;
    }

    @Override
    public Future<String> signedUrl(String name, Duration life) {
        JsonObject body = new JsonObject().put("expiresIn", Math.max(1, life.toSeconds()));
        String path = "/object/sign/" + UriText.part(config.bucket()) + "/" + UriText.path(name);
        return client.ask(post(path, body)).compose(SupabaseStore::json).compose(answer -> {
            @Nullable String relative = answer.getString("signedURL");
            return relative == null
                    ? Future.failedFuture(new AlchemyException(ErrorCode.UNAVAILABLE, "the storage signed no URL"))
                    : Future.succeededFuture(at.origin() + root + relative);
        });
    }

    /** The store forgets them itself, after a day where it is hosted. */
    @Override
    public Future<Void> sweepUploads(Duration olderThan) {
        return Future.succeededFuture();
    }

    @Override
    public Future<Void> check() {
        return client.once(Call.of(HttpMethod.GET, root + "/bucket/" + UriText.part(config.bucket())))
                .mapEmpty();
    }

    @Override
    public String description() {
        return "supabase bucket " + config.bucket() + " at " + at.origin();
    }

    @Override
    public Future<Void> close() {
        return client.close();
    }

    private static Future<JsonObject> json(Answer answer) {
        try {
            return Future.succeededFuture(new JsonObject(answer.text()));
        } catch (DecodeException e) {
            return Future.failedFuture(noJson(e));
        }
    }

    private static Future<JsonArray> array(Answer answer) {
        try {
            return Future.succeededFuture(new JsonArray(answer.text()));
        } catch (DecodeException e) {
            return Future.failedFuture(noJson(e));
        }
    }

    private static AlchemyException noJson(DecodeException error) {
        return new AlchemyException(ErrorCode.UNAVAILABLE, "the storage answered with JSON that is none", error);
    }
}
