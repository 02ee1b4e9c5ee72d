package io.soundforge.alchemy.gateway;

import static io.soundforge.alchemy.gateway.GatewayHarness.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.soundforge.alchemy.gateway.openapi.ApiDescription;
import io.soundforge.alchemy.gateway.openapi.DescribedAnswers;
import io.soundforge.alchemy.gateway.openapi.Oddities;
import io.soundforge.alchemy.gateway.openapi.Operation;
import io.soundforge.alchemy.platform.fixture.PlatformServices;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every operation is asked fifty odd things, which are the same each time. Nothing that comes from outside is an accident
 * here: never 500; and what contradicts the description is refused.
 */
class OddRequestsTest {
    private static final int EACH = 50;
    private static final Pattern SENDABLE = Pattern.compile("[\\x21-\\x7e]*");
    private static final Pattern PARAMETER = Pattern.compile("\\{[^}]+}");

    @RegisterExtension
    static final PlatformServices services = new PlatformServices();

    private static GatewayHarness gateway;
    private static String track;

    static List<Named<Operation>> operations() {
        return ApiDescription.of("test").operations().stream()
                .map(operation -> Named.of(operation.id(), operation))
                .toList();
    }

    @BeforeAll
    static void deploy() throws Exception {
        gateway = new GatewayHarness(services);
        track = json(gateway.upload("file", "a.wav", "RIFF", ""))
                .getJsonObject("track")
                .getString("id");
    }

    @ParameterizedTest
    @MethodSource("operations")
    void oddRequest_isNoAccident(Operation operation) throws Exception {
        Oddities oddities = new Oddities(operation.id().hashCode());
        for (int i = 0; i < EACH; i++) {
            String address = path(operation, oddities) + query(operation, oddities);
            String body = operation.body() == null ? oddities.text() : oddities.body(operation);
            HttpRequest.Builder request = gateway.builder(address);
            boolean bodiless = List.of("GET", "HEAD").contains(operation.method());
            request.method(operation.method(), bodiless ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
            if (!bodiless) {
                request.header("Content-Type", DescribedAnswers.bodyType(operation));
            }
            DescribedAnswers.headers(operation).forEach((name, only) -> {
                String odd = only == null ? oddities.text() : only;
                if (SENDABLE.matcher(odd).matches() && (only != null || oddities.coin())) {
                    request.header(name, odd);
                }
            });

            HttpResponse<String> response = gateway.send(request);

            String asked = operation.method() + " " + address + " " + (bodiless ? "" : body);
            assertThat(response.statusCode()).as(asked + " " + response.body()).isNotEqualTo(500);
            if (!bodiless && DescribedAnswers.contradicts(operation, body)) {
                assertThat(response.statusCode()).as(asked).isBetween(400, 499);
            }
        }
    }

    /** Tracks are deleted elsewhere. */
    private static String path(Operation operation, Oddities oddities) {
        Matcher matcher = PARAMETER.matcher(operation.template());
        return matcher.replaceAll(found -> {
            boolean known =
                    found.group().startsWith("{track") && !operation.method().equals("DELETE");
            String odd = known ? track : oddities.text();
            return Matcher.quoteReplacement(encoded(odd.isBlank() ? "x" : odd));
        });
    }

    private static String query(Operation operation, Oddities oddities) {
        StringBuilder query = new StringBuilder("?");
        for (String name : DescribedAnswers.queryParameters(operation)) {
            if (oddities.coin()) {
                query.append(name).append('=').append(encoded(oddities.text())).append('&');
            }
        }
        return query.append("other=").append(encoded(oddities.text())).toString();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
