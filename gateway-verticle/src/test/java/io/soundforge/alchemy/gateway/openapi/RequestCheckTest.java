package io.soundforge.alchemy.gateway.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import io.soundforge.alchemy.gateway.http.ProblemHandler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Requests are held against the description before their handlers run. */
class RequestCheckTest {
    private static final String FEATURE = """
            paths:
              /api/moods/{mood}:
                post:
                  operationId: putMood
                  summary: A mood.
                  tags: [tracks]
                  deprecated: true
                  x-deprecated: {since: '2026-01-01', sunset: '2027-01-01', successor: /api/tempers}
                  parameters:
                    - {name: limit, in: query, schema: {type: integer, minimum: 1, maximum: 9}}
                    - {name: since, in: query, required: true, schema: {type: string, x-expected: a day}}
                    - {name: X-Strength, in: header, schema: {type: number, maximum: 1}}
                    - {name: X-Dialect, in: header, required: true, x-lenient: true, schema: {type: string, const: '1'}}
                  requestBody:
                    required: true
                    content:
                      application/json:
                        schema:
                          type: object
                          properties:
                            name: {type: string, minLength: 1, maxLength: 10}
                            colour: {type: [string, 'null'], enum: [red, blue, null]}
                            parts: {type: array, maxItems: 2, items: {$ref: '#/components/schemas/MoodPart'}}
                          required: [name]
                          additionalProperties: false
                  responses: {'204': {description: Done.}}
            components:
              schemas:
                MoodPart: {type: object, properties: {weight: {type: number, minimum: 0}}, required: [weight]}
            """;

    private static final HttpClient http = HttpClient.newHttpClient();
    private static Vertx vertx;
    private static HttpServer server;

    @BeforeAll
    static void listen() throws Exception {
        SortedMap<String, JsonObject> files = new TreeMap<>(DescriptionFiles.read());
        files.put("moods.yaml", DescriptionFiles.parse("moods.yaml", FEATURE));
        vertx = Vertx.vertx();
        Router router = Router.router(vertx);
        ProblemHandler.mount(router);
        router.route().handler(new RequestCheck(ApiDescription.of(files, "test")));
        DescribedBody.take(router.post("/api/moods/:mood"), 500_000)
                .handler(context -> context.response().setStatusCode(204).end());
        server = await(vertx.createHttpServer()
                .requestHandler(router)
                .listen(0, "127.0.0.1")
                .toCompletionStage());
    }

    @AfterAll
    static void close() throws Exception {
        await(vertx.close().toCompletionStage());
    }

    @Test
    void describedRequest_passes() throws Exception {
        String body = "{\"name\":\"calm\",\"colour\":null,\"parts\":[{\"weight\":0.5,\"more\":1}]}";

        assertThat(post("?since=today&limit=3&other=1", body).statusCode()).isEqualTo(204);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "?since=x&limit=0|limit must be a whole number from 1 to 9; got 0|query|limit",
                "?since=x&limit=many|limit must be a whole number from 1 to 9; got many|query|limit",
                "?limit=2|since is required: a day|query|since",
            })
    void parameter_isRefusedByName(String query, String detail, String in, String parameter) throws Exception {
        JsonObject problem = problem(post(query, "{\"name\":\"calm\"}"));

        assertThat(problem.getString("detail")).isEqualTo(detail);
        assertThat(problem.getString("code")).isEqualTo("invalid_request");
        assertThat(error(problem).getMap()).containsEntry("in", in).containsEntry("parameter", parameter);
    }

    @Test
    void header_isRefusedByName() throws Exception {
        HttpResponse<String> response = send(
                request("?since=x").header("X-Strength", "2.5").POST(BodyPublishers.ofString("{\"name\":\"calm\"}")));

        assertThat(problem(response).getString("detail")).isEqualTo("X-Strength must be a number up to 1; got 2.5");
    }

    /** As TUS wants to be answered with 412, not 400. */
    @Test
    void header_isLeftToAHandlerThatKnowsBetter() throws Exception {
        HttpResponse<String> response =
                send(request("?since=x").header("X-Dialect", "2").POST(BodyPublishers.ofString("{\"name\":\"calm\"}")));

        assertThat(response.statusCode()).isEqualTo(204);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[]|''|the body must be a JSON object; got []",
                "{}|/name|name is required: a text from 1 to 10 characters",
                "{\"name\":\"\"}|/name|name must be a text from 1 to 10 characters; got ''",
                "{\"name\":7}|/name|name must be a text from 1 to 10 characters; got 7",
                "{\"name\":\"a\",\"colour\":\"green\"}|/colour|colour must be one of red, blue; got 'green'",
                "{\"name\":\"a\",\"a/b\":1}|/a~1b|the body: the fields are [colour, name, parts]; got also [a/b]",
                "{\"name\":\"a\",\"parts\":[{\"weight\":1},{\"weight\":-1}]}|/parts/1/weight|parts[1].weight must be a number from 0 on; got -1",
                "{\"name\":\"a\",\"parts\":[{}]}|/parts/0/weight|parts[0].weight is required: a number from 0 on",
                "{\"name\":\"a\",\"parts\":[{\"weight\":1},{\"weight\":1},{\"weight\":1}]}|/parts|parts must be a list up to 2 items; got 3 of them",
            })
    void body_isRefusedWithThePlace(String body, String pointer, String detail) throws Exception {
        JsonObject problem = problem(post("?since=x", body));

        assertThat(problem.getString("detail")).isEqualTo(detail);
        assertThat(error(problem).getMap()).containsEntry("in", "body").containsEntry("pointer", pointer);
        assertThat(error(problem).getString("expected")).isNotBlank();
        assertThat(error(problem).getString("got")).isNotBlank();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"name\":\"a\",\"name\":\"b\"}|the field 'name' twice",
                "{\"name\":\"a\"|must be a JSON object; got something else at line 1",
                "{\"name\":\"a\"} x|must be a JSON object; got something else at line 1",
            })
    void textThatIsNoPlainJson_isRefused(String body, String detail) throws Exception {
        assertThat(problem(post("?since=x", body)).getString("detail")).contains(detail);
    }

    @Test
    void depth_isBounded() throws Exception {
        String deep = "{\"name\":\"a\",\"parts\":" + "[".repeat(64) + "]".repeat(64) + "}";

        assertThat(problem(post("?since=x", deep)).getString("detail")).contains("at most 64 levels");
    }

    @Test
    void longBodyFullOfErrors_isRefusedWithTwentyOfThem() throws Exception {
        StringBuilder fields = new StringBuilder("{\"name\":\"a\"");
        for (int i = 0; i < 20_000; i++) {
            fields.append(",\"f").append(i).append("\":1");
        }

        JsonObject problem = problem(post("?since=x", fields.append('}').toString()));

        assertThat(problem.getJsonArray("errors")).hasSize(20);
    }

    @Test
    void operationThatWillGo_saysSo() throws Exception {
        HttpResponse<String> response = post("?since=x", "{\"name\":\"calm\"}");

        assertThat(response.headers().firstValue("deprecation")).contains("@1767225600");
        assertThat(response.headers().firstValue("sunset")).contains("Fri, 01 Jan 2027 00:00:00 GMT");
        assertThat(response.headers().firstValue("link")).contains("</api/tempers>; rel=\"successor-version\"");
    }

    private static JsonObject error(JsonObject problem) {
        return problem.getJsonArray("errors").getJsonObject(0);
    }

    private static JsonObject problem(HttpResponse<String> response) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(400);
        assertThat(response.headers().firstValue("content-type")).contains("application/problem+json");
        return new JsonObject(response.body());
    }

    private static HttpResponse<String> post(String query, String body) throws Exception {
        return send(request(query).POST(BodyPublishers.ofString(body)));
    }

    private static HttpRequest.Builder request(String query) {
        return HttpRequest.newBuilder(
                URI.create("http://127.0.0.1:" + server.actualPort() + "/api/moods/blue" + query));
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return http.send(request.build(), BodyHandlers.ofString());
    }

    private static <T> T await(CompletionStage<T> stage) throws Exception {
        return stage.toCompletableFuture().get(60, TimeUnit.SECONDS);
    }
}
