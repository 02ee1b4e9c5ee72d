package io.soundforge.alchemy.gateway;

import static io.soundforge.alchemy.platform.fixture.PlatformServices.await;

import io.soundforge.alchemy.contracts.failure.AlchemyException;
import io.soundforge.alchemy.contracts.failure.ErrorCode;
import io.soundforge.alchemy.contracts.failure.Failure;
import io.soundforge.alchemy.contracts.media.MediaInfo;
import io.soundforge.alchemy.contracts.media.ProbeUpload;
import io.soundforge.alchemy.contracts.model.ListModels;
import io.soundforge.alchemy.contracts.model.ModelInfo;
import io.soundforge.alchemy.gateway.admission.Admission;
import io.soundforge.alchemy.gateway.admission.RateLimits;
import io.soundforge.alchemy.gateway.openapi.DescribedAnswers;
import io.soundforge.alchemy.platform.audit.AuditLog;
import io.soundforge.alchemy.platform.catalog.Catalog;
import io.soundforge.alchemy.platform.database.Database;
import io.soundforge.alchemy.platform.fixture.PlatformServices;
import io.soundforge.alchemy.platform.health.Condition;
import io.soundforge.alchemy.platform.health.Readiness;
import io.soundforge.alchemy.platform.http.AllowedHosts;
import io.soundforge.alchemy.platform.http.ConnectionGuard;
import io.soundforge.alchemy.platform.http.ConnectionLimits;
import io.soundforge.alchemy.platform.http.Problem;
import io.soundforge.alchemy.platform.http.TrustedProxies;
import io.soundforge.alchemy.platform.identity.ApiKeyStore;
import io.soundforge.alchemy.platform.identity.SignIn;
import io.soundforge.alchemy.platform.identity.SignInConfig;
import io.soundforge.alchemy.platform.jobs.JobReader;
import io.soundforge.alchemy.platform.jobs.JobStore;
import io.soundforge.alchemy.platform.jobs.QueueDepths;
import io.soundforge.alchemy.platform.limits.LocalBuckets;
import io.soundforge.alchemy.platform.nodes.MeshStatus;
import io.soundforge.alchemy.platform.nodes.NodeRegistry;
import io.soundforge.alchemy.platform.storage.InputBuckets;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Route;
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

    /** Every answer that comes this way has to be described. */
    private static final DescribedAnswers ANSWERS = new DescribedAnswers();

    private final Vertx vertx;
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

    /** @param intake how files come and go */
    GatewayHarness(PlatformServices services, IntakeConfig intake, SignInConfig signIn) {
        this(services, services.database(), services.jobs(), signIn, intake, unlimited(services));
    }

    /** All of these. */
    GatewayHarness(PlatformServices services, Database database, JobStore jobs, SignInConfig signIn) {
        this(services, database, jobs, signIn, IntakeConfig.USUAL, unlimited(services));
    }

    /** @param admission what requests are let in by */
    GatewayHarness(PlatformServices services, SignInConfig signIn, Admission admission) {
        this(services, services.database(), services.jobs(), signIn, IntakeConfig.USUAL, admission);
    }

    private GatewayHarness(
            PlatformServices services,
            Database database,
            JobStore jobs,
            SignInConfig signIn,
            IntakeConfig intake,
            Admission admission) {
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
                "test",
                intake);
        vertx = services.vertx();
        gateway = new GatewayVerticle(new GatewayParts(
                config,
                services.bus(),
                database,
                jobs,
                services.journal(),
                new Catalog(database),
                services.blobs(),
                services.carrier(),
                new MeshStatus(new NodeRegistry(database), new QueueDepths(database), () -> List.of("127.0.0.1:15701")),
                SignIn.create(services.vertx(), signIn, new ApiKeyStore(database)),
                GatewayHarness::answerAsTheLiveEdge,
                Set.of(WEBHOOK_HOST),
                InputBuckets.NONE,
                admission,
                condition(services, database),
                () -> Future.succeededFuture("# no figures here")));
        await(services.bus().answer(ProbeUpload.PROBE_UPLOAD, question -> probe(services, question)));
        await(services.bus().answer(ListModels.LIST_MODELS, question -> Future.succeededFuture(models())));
        await(services.vertx().deployVerticle(gateway));
    }

    private static void answerAsTheLiveEdge(HttpServerRequest request) {
        switch (request.path()) {
            case "/ws" -> request.response().setStatusCode(426).end();
            case "/asyncapi.json" ->
                request.response().putHeader("content-type", "application/json").end("{}");
            default ->
                Problem.of(new Failure(ErrorCode.NOT_FOUND, "nobody lives here"))
                        .send(request.response());
        }
    }

    private static Admission unlimited(PlatformServices services) {
        return new Admission(
                TrustedProxies.NONE,
                ConnectionLimits.DEFAULTS,
                RateLimits.OFF,
                new LocalBuckets(),
                new AuditLog(services.database()));
    }

    private static Condition condition(PlatformServices services, Database database) {
        Readiness readiness = new Readiness(Map.of(
                "postgres", database::check,
                "redis", services.carrier()::check,
                "events", services.carrier()::checkHearing,
                "storage", services.blobs()::check));
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

    /** All routes, as the gateway mounts them. */
    List<Route> routes() {
        return gateway.router(
                        vertx,
                        ANSWERS.description(),
                        new ConnectionGuard(vertx, ConnectionLimits.DEFAULTS, TrustedProxies.NONE))
                .getRoutes();
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
        HttpRequest built = request.build();
        HttpResponse<String> response = http.send(built, BodyHandlers.ofString(StandardCharsets.UTF_8));
        ANSWERS.check(built.method(), built.uri().getRawPath(), response);
        return response;
    }

    static JsonObject json(HttpResponse<String> response) {
        return new JsonObject(response.body());
    }
}
