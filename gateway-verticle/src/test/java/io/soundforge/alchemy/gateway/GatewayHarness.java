package io.soundforge.alchemy.gateway;

import static io.soundforge.alchemy.platform.fixture.PlatformServices.await;

import io.soundforge.alchemy.contracts.failure.AlchemyException;
import io.soundforge.alchemy.contracts.failure.ErrorCode;
import io.soundforge.alchemy.contracts.media.MediaInfo;
import io.soundforge.alchemy.contracts.media.ProbeUpload;
import io.soundforge.alchemy.contracts.model.ListModels;
import io.soundforge.alchemy.contracts.model.ModelInfo;
import io.soundforge.alchemy.platform.database.Database;
import io.soundforge.alchemy.platform.fixture.PlatformServices;
import io.soundforge.alchemy.platform.health.Condition;
import io.soundforge.alchemy.platform.health.Readiness;
import io.soundforge.alchemy.platform.http.AllowedHosts;
import io.soundforge.alchemy.platform.identity.ApiKeyStore;
import io.soundforge.alchemy.platform.identity.SignIn;
import io.soundforge.alchemy.platform.identity.SignInConfig;
import io.soundforge.alchemy.platform.jobs.JobReader;
import io.soundforge.alchemy.platform.jobs.JobStore;
import io.soundforge.alchemy.platform.jobs.QueueDepths;
import io.soundforge.alchemy.platform.nodes.MeshStatus;
import io.soundforge.alchemy.platform.nodes.NodeRegistry;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A gateway on a free port over a real platform. Its neighbours are fakes: whatever begins with {@code RIFF} counts as
 * audio, and there is one model.
 */
final class GatewayHarness {
    static final long MAX_UPLOAD = 100_000;

    /** Webhooks may lead here. */
    static final String WEBHOOK_HOST = "127.0.0.1:9";

    private final GatewayVerticle gateway;
    private final HttpClient http = HttpClient.newHttpClient();

    GatewayHarness(PlatformServices services) {
        this(services, services.database(), services.jobs());
    }

    /** @param database instead of the platform's, as {@code jobs} are */
    GatewayHarness(PlatformServices services, Database database, JobStore jobs) {
        this(services, database, jobs, SignInConfig.open());
    }

    /** @param signIn how callers are known */
    GatewayHarness(PlatformServices services, SignInConfig signIn) {
        this(services, services.database(), services.jobs(), signIn);
    }

    private GatewayHarness(PlatformServices services, Database database, JobStore jobs, SignInConfig signIn) {
        GatewayConfig config = new GatewayConfig(
                "127.0.0.1",
                0,
                null,
                AllowedHosts.ofThisMachine(),
                List.of("https://studio.example"),
                MAX_UPLOAD,
                120,
                Duration.ofSeconds(30),
                null,
                null,
                "test");
        gateway = new GatewayVerticle(new GatewayParts(
                config,
                services.bus(),
                database,
                jobs,
                services.journal(),
                services.catalog(),
                services.blobs(),
                services.carrier(),
                new MeshStatus(
                        new NodeRegistry(services.database()),
                        new QueueDepths(services.database()),
                        () -> List.of("127.0.0.1:15701")),
                SignIn.create(services.vertx(), signIn, new ApiKeyStore(services.database())),
                request -> request.response().setStatusCode(426).end(),
                Set.of(WEBHOOK_HOST),
                condition(services, database),
                () -> Future.succeededFuture("# no figures here")));
        await(services.bus().answer(ProbeUpload.PROBE_UPLOAD, question -> probe(services, question)));
        await(services.bus().answer(ListModels.LIST_MODELS, question -> Future.succeededFuture(models())));
        await(services.vertx().deployVerticle(gateway));
    }

    private static Condition condition(PlatformServices services, Database database) {
        Readiness readiness = new Readiness(Map.of(
                "postgres", database::check,
                "redis", services.carrier()::check));
        readiness.serving();
        return Condition.of(readiness, services.blobs(), new JobReader(database), 0);
    }

    private static Future<MediaInfo> probe(PlatformServices services, ProbeUpload question) {
        return services.blobs().local(question.key()).map(file -> {
            try {
                if (new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).startsWith("RIFF")) {
                    return new MediaInfo("wav", "pcm_s16le", 44_100, 2, 1.5, Map.of());
                }
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
            throw new AlchemyException(ErrorCode.UNSUPPORTED_MEDIA, "expected audio; got something else");
        });
    }

    private static ListModels.Answer models() {
        List<String> stems = List.of("drums", "bass", "other", "vocals");
        return new ListModels.Answer(
                List.of(new ModelInfo("spectral", "Spectral", "built in", stems, true, true, true, "")));
    }

    URI uri(String path) {
        return URI.create("http://127.0.0.1:" + gateway.port() + path);
    }

    HttpResponse<String> get(String path, String... headers) throws IOException, InterruptedException {
        return send(builder(path, headers).GET());
    }

    HttpResponse<String> delete(String path) throws IOException, InterruptedException {
        return send(builder(path).DELETE());
    }

    HttpResponse<String> post(String path, String contentType, String body) throws IOException, InterruptedException {
        return send(builder(path, "Content-Type", contentType).POST(BodyPublishers.ofString(body)));
    }

    /** Posts a form with one file, and {@code options} when they are not empty. */
    HttpResponse<String> upload(String field, String fileName, String content, String options)
            throws IOException, InterruptedException {
        String extra = options.isEmpty()
                ? ""
                : "--b\r\nContent-Disposition: form-data; name=\"options\"\r\n\r\n" + options + "\r\n";
        String body = extra + "--b\r\nContent-Disposition: form-data; name=\"" + field + "\"; filename=\"" + fileName
                + "\"\r\nContent-Type: audio/wav\r\n\r\n" + content + "\r\n--b--\r\n";
        return post("/api/tracks", "multipart/form-data; boundary=b", body);
    }

    HttpRequest.Builder builder(String path, String... headers) {
        HttpRequest.Builder builder = HttpRequest.newBuilder(uri(path)).timeout(Duration.ofSeconds(60));
        return headers.length == 0 ? builder : builder.headers(headers);
    }

    HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return http.send(request.build(), BodyHandlers.ofString(StandardCharsets.UTF_8));
    }

    static JsonObject json(HttpResponse<String> response) {
        return new JsonObject(response.body());
    }
}
