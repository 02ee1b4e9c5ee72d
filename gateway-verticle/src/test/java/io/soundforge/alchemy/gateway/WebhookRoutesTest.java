package io.soundforge.alchemy.gateway;

import static io.soundforge.alchemy.gateway.GatewayHarness.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.soundforge.alchemy.platform.fixture.PlatformServices;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WebhookRoutesTest {
    @RegisterExtension
    static final PlatformServices services = new PlatformServices();

    private static final String PATH = "/api/webhooks";
    private static final String URL = "http://" + GatewayHarness.WEBHOOK_HOST + "/in";

    private static GatewayHarness gateway;

    @BeforeAll
    static void start() {
        gateway = new GatewayHarness(services);
    }

    @Test
    void webhook_livesFromPostToDelete() throws Exception {
        JsonObject wish = new JsonObject()
                .put("url", URL)
                .put("events", new JsonArray().add("track.ready").add("job.failed"))
                .put("description", "our site");

        HttpResponse<String> made = post(PATH, wish.encode());

        assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
        JsonObject webhook = json(made);
        assertThat(webhook.getString("secret")).startsWith("whsec_");
        assertThat(webhook.getJsonArray("events")).containsExactly("job.failed", "track.ready");
        assertThat(webhook.getBoolean("enabled")).isTrue();
        String path = PATH + "/" + webhook.getString("id");
        JsonObject seen = json(gateway.get(path));
        assertThat(seen.containsKey("secret")).isFalse();
        assertThat(seen.getString("description")).isEqualTo("our site");
        assertThat(json(gateway.get(PATH)).getJsonArray("webhooks")).contains(seen);

        JsonObject changed = json(patch(path, "{\"enabled\":false,\"events\":[]}"));
        assertThat(changed.getBoolean("enabled")).isFalse();
        assertThat(changed.getString("disabledReason")).isEqualTo("disabled by its owner");
        assertThat(changed.getJsonArray("events")).isEmpty();
        assertThat(changed.getString("url")).isEqualTo(URL);

        JsonObject rotated = json(post(path + "/rotate", ""));
        assertThat(rotated.getString("secret")).startsWith("whsec_").isNotEqualTo(webhook.getString("secret"));
        assertThat(rotated.getString("previousSecretUntil")).isNotNull();

        assertThat(gateway.delete(path).statusCode()).isEqualTo(204);
        assertThat(gateway.get(path).statusCode()).isEqualTo(404);
    }

    @Test
    void deliveries_areTestedListedAndSentAgain() throws Exception {
        String path = PATH + "/"
                + json(post(PATH, new JsonObject().put("url", URL).encode())).getString("id");

        HttpResponse<String> test = post(path + "/test", "");
        post(path + "/test", "");

        assertThat(test.statusCode()).as(test.body()).isEqualTo(202);
        JsonObject delivery = json(test);
        assertThat(delivery.getString("eventId")).startsWith("msg_").doesNotContain(".");
        assertThat(delivery.getJsonObject("payload").getString("type")).isEqualTo("webhook.test");
        JsonObject page = json(gateway.get(path + "/deliveries?limit=1"));
        assertThat(page.getJsonArray("deliveries")).hasSize(1);
        JsonObject rest = json(gateway.get(path + "/deliveries?state=waiting&cursor=" + page.getString("next")));
        assertThat(rest.getJsonArray("deliveries")).containsExactly(delivery);
        assertThat(rest.getString("next")).isNull();
        HttpResponse<String> again = post(PATH + "/deliveries/" + delivery.getString("id") + "/replay", "");
        assertThat(again.statusCode()).as(again.body()).isEqualTo(202);
        assertThat(json(again).getString("eventId")).isEqualTo(delivery.getString("eventId"));
        assertThat(json(post(path + "/replay?since=2026-01-01T00:00:00Z", "")).getInteger("replayed"))
                .isZero();

        patch(path, "{\"enabled\":false}");
        assertThat(post(path + "/test", "").statusCode()).isEqualTo(409);
        gateway.delete(path);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}                                                    | 400 | url is required",
                "[]                                                    | 400 | the body must be a JSON object",
                "{\"url\":5}                                           | 400 | url must be a text; got 5",
                "{\"url\":\"https://10.0.0.1/\"}                       | 400 | not (private)",
                "{\"url\":\"https://localhost/\"}                      | 400 | not (loopback)",
                "{\"url\":\"http://93.184.216.34/\"}                   | 400 | must start with https://",
                "{\"url\":\"https://a:b@93.184.216.34/\"}              | 400 | user name or password",
                "{\"url\":\"http://127.0.0.1:9/\",\"events\":[\"x\"]}  | 400 | events must be some of job.completed",
                "{\"url\":\"http://127.0.0.1:9/\",\"events\":\"x\"}    | 400 | a list of event types; got x",
                "{\"url\":\"http://127.0.0.1:9/\",\"enabled\":\"x\"}   | 400 | true or false; got x"
            })
    void wrongWishes_areRefusedInWords(String body, int status, String message) throws Exception {
        HttpResponse<String> answer = post(PATH, body);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.body()).contains(message);
    }

    @Test
    void wrongQueries_areRefusedInWords() throws Exception {
        String path = PATH + "/"
                + json(post(PATH, new JsonObject().put("url", URL).encode())).getString("id");

        assertThat(gateway.get(path + "/deliveries?cursor=x").body()).contains("cursor must be what");
        assertThat(gateway.get(path + "/deliveries?state=x").body()).contains("state must be one of waiting");
        assertThat(gateway.get(path + "/deliveries?limit=101").body()).contains("limit must be a number from 1 to 100");
        assertThat(post(path + "/replay", "").body()).contains("since is required");
        assertThat(patch(path, "{\"url\":\"https://[::1]/\"}").body()).contains("not (loopback)");
        assertThat(json(gateway.get(path)).getString("url")).isEqualTo(URL);
        gateway.delete(path);
    }

    @Test
    void whatIsNotThere_isNotFound() throws Exception {
        for (String id : new String[] {UUID.randomUUID().toString(), "x"}) {
            String path = PATH + "/" + id;
            assertThat(gateway.get(path).statusCode()).isEqualTo(404);
            assertThat(gateway.get(path + "/deliveries").statusCode()).isEqualTo(404);
            assertThat(patch(path, "{}").statusCode()).isEqualTo(404);
            assertThat(post(path + "/test", "").statusCode()).isEqualTo(404);
            assertThat(post(path + "/rotate", "").statusCode()).isEqualTo(404);
            assertThat(post(PATH + "/deliveries/" + id + "/replay", "").statusCode())
                    .isEqualTo(404);
            assertThat(gateway.delete(path).statusCode()).isEqualTo(404);
        }
    }

    private static HttpResponse<String> post(String path, String body) throws Exception {
        return gateway.post(path, "application/json", body);
    }

    private static HttpResponse<String> patch(String path, String body) throws Exception {
        return gateway.send(gateway.builder(path, "Content-Type", "application/json")
                .method("PATCH", BodyPublishers.ofString(body)));
    }
}
