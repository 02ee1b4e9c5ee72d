package io.soundforge.alchemy.gateway.openapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.soundforge.alchemy.contracts.failure.ErrorCode;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.json.schema.OutputUnit;
import io.vertx.openapi.contract.OpenAPIVersion;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.yaml.snakeyaml.Yaml;

/** The description itself: a valid OpenAPI document whose examples are what they are examples of. */
class ApiDescriptionTest {
    private static final ApiDescription description = ApiDescription.of("1.2.3");
    private static final JsonObject document = description.document();

    @Test
    void document_isValidOpenApi31() throws Exception {
        Vertx vertx = Vertx.vertx();
        try {
            assertThat(document.getString("openapi")).startsWith("3.1.");
            OutputUnit result = judgement(vertx, document);

            assertThat(result.getErrors()).isNullOrEmpty();
            assertThat(result.getValid()).isTrue();

            JsonObject broken = document.copy();
            broken.getJsonObject("paths")
                    .getJsonObject("/health")
                    .getJsonObject("get")
                    .put("responses", "none");
            assertThat(judgement(vertx, broken).getValid()).isFalse();
        } finally {
            vertx.close().toCompletionStage().toCompletableFuture().get(60, TimeUnit.SECONDS);
        }
    }

    /** What the metaschemas of the OpenAPI Initiative say. */
    private static OutputUnit judgement(Vertx vertx, JsonObject candidate) throws Exception {
        return OpenAPIVersion.V3_1
                .getRepository(vertx, "https://alchemy.invalid/")
                .compose(repository -> OpenAPIVersion.V3_1.validateContract(vertx, repository, candidate.copy()))
                .toCompletionStage()
                .toCompletableFuture()
                .get(60, TimeUnit.SECONDS);
    }

    @Test
    void version_isTheBuilds() {
        assertThat(document.getJsonObject("info").getString("version")).isEqualTo("1.2.3");
    }

    @Test
    void errorCodes_areThoseOfTheTable() {
        JsonObject schema =
                document.getJsonObject("components").getJsonObject("schemas").getJsonObject("ErrorCode");

        assertThat(schema.getJsonArray("enum"))
                .containsExactlyElementsOf(
                        Arrays.stream(ErrorCode.values()).map(ErrorCode::text).toList());
    }

    @Test
    void reference_leadsSomewhere() {
        SchemaCheck schemas = new SchemaCheck(document);
        List<JsonObject> references = new ArrayList<>();
        collect(document, "$ref", references);

        assertThat(references).isNotEmpty().allSatisfy(reference -> assertThat(schemas.resolve(reference))
                .isNotNull());
    }

    @Test
    void operation_hasASummaryATagAndAName() {
        List<String> tags = document.getJsonArray("tags").stream()
                .map(tag -> ((JsonObject) tag).getString("name"))
                .toList();

        assertThat(description.operations()).allSatisfy(operation -> {
            assertThat(operation.id()).matches("[a-z][A-Za-z0-9]+");
            assertThat(operation.json().getString("summary")).endsWith(".");
            assertThat(operation.json().getJsonArray("tags")).isNotEmpty().allMatch(tags::contains);
        });
    }

    @Test
    void answer_hasARequestId() {
        SchemaCheck schemas = new SchemaCheck(document);

        assertThat(description.operations()).allSatisfy(operation -> {
            for (Map.Entry<String, Object> response : operation.json().getJsonObject("responses")) {
                assertThat(schemas.resolve((JsonObject) response.getValue()).getJsonObject("headers"))
                        .as(operation.id() + " " + response.getKey())
                        .isNotNull()
                        .contains(Map.entry(
                                "X-Request-Id", new JsonObject().put("$ref", "#/components/headers/RequestId")));
            }
        });
    }

    /** What a shorthand leaves behind would be read by nobody. */
    @Test
    void shorthand_isWrittenOut() {
        assertThat(document.encode())
                .doesNotContain("x-every-field", "x-may-lack", "x-frame", "x-head", "x-path-param");
    }

    @TestFactory
    Stream<DynamicTest> example_isValid() {
        SchemaCheck schemas = new SchemaCheck(document);
        List<DynamicTest> tests = new ArrayList<>();
        List<JsonObject> described = new ArrayList<>();
        collect(document, "example", described);
        for (JsonObject one : described) {
            if (one.containsKey("schema")) {
                tests.add(DynamicTest.dynamicTest(String.valueOf(one.getValue("example")), () -> assertThat(
                                schemas.checked(one.getJsonObject("schema")).misfits(one.getValue("example")))
                        .isEmpty()));
            }
        }
        List<JsonObject> exemplified = new ArrayList<>();
        collect(document, "examples", exemplified);
        for (JsonObject schema : exemplified) {
            for (Object example : schema.getJsonArray("examples")) {
                tests.add(DynamicTest.dynamicTest(String.valueOf(example), () -> assertThat(
                                schemas.checked(schema).misfits(example))
                        .isEmpty()));
            }
        }
        assertThat(tests).hasSizeGreaterThan(40);
        return tests.stream();
    }

    @Test
    void yaml_saysTheSame() {
        Map<String, Object> read = new Yaml().load(description.yaml().toString());

        assertThat(new JsonObject(read).encode()).isEqualTo(document.encode());
    }

    @Test
    void path_isTheOneThatSaysMore() {
        assertThat(description
                        .find(HttpMethod.GET, "/api/files/1/stems/vocals.wav")
                        .orElseThrow()
                        .id())
                .isEqualTo("getKaraokeStem");
        assertThat(description
                        .find(HttpMethod.GET, "/api/files/1/beat_analysis/beats.json")
                        .orElseThrow()
                        .id())
                .isEqualTo("getKaraokeDocument");
        assertThat(description
                        .find(HttpMethod.GET, "/api/tracks/")
                        .orElseThrow()
                        .id())
                .isEqualTo("listTracks");
        assertThat(description.find(HttpMethod.GET, "/api/nothing")).isEmpty();
    }

    @Test
    void featureFile_isTakenInWithoutFurtherWord() {
        SortedMap<String, JsonObject> files = filesWith("moods.yaml", """
                tags: [{name: moods}]
                paths:
                  /api/moods/{moodId}:
                    get:
                      operationId: getMood
                      summary: A mood.
                      tags: [moods]
                      responses: {'200': {description: It.}}
                """);

        JsonObject assembled = Assembly.of(files, "1");

        JsonObject path = assembled.getJsonObject("paths").getJsonObject("/api/moods/{moodId}");
        assertThat(path.getJsonArray("parameters").getJsonObject(0).getString("name"))
                .isEqualTo("moodId");
        assertThat(path.getJsonObject("get").getJsonObject("responses").fieldNames())
                .contains("200", "400", "401", "403", "404", "500");
    }

    @Test
    void whatTwoFilesDescribe_isRefusedAtTheStart() {
        SortedMap<String, JsonObject> files = filesWith("again.yaml", """
                paths:
                  /api/tracks:
                    get: {operationId: other, responses: {}}
                """);

        assertThatThrownBy(() -> Assembly.of(files, "1"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("/api/tracks get");
    }

    private static SortedMap<String, JsonObject> filesWith(String name, String text) {
        SortedMap<String, JsonObject> files = new TreeMap<>(DescriptionFiles.read());
        files.put(name, DescriptionFiles.parse(name, text));
        return files;
    }

    private static void collect(Object part, String field, List<JsonObject> into) {
        if (part instanceof JsonObject object) {
            if (object.containsKey(field)
                    && (!field.equals("examples") || object.getValue(field) instanceof JsonArray)) {
                into.add(object);
            }
            object.forEach(entry -> {
                if (!entry.getKey().startsWith("example")) {
                    collect(entry.getValue(), field, into);
                }
            });
        } else if (part instanceof JsonArray array) {
            array.forEach(item -> collect(item, field, into));
        }
    }
}
