package io.soundforge.alchemy.gateway;

import static io.soundforge.alchemy.gateway.GatewayHarness.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.soundforge.alchemy.platform.fixture.PlatformServices;
import java.net.http.HttpResponse;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The description as it is served, and the pages that show it. */
class DescriptionRoutesTest {
    private static final Pattern SCRIPT = Pattern.compile("(?:src|href)=\"(/[^\"]+)\"");

    @RegisterExtension
    static final PlatformServices services = new PlatformServices();

    private static GatewayHarness gateway;

    @BeforeAll
    static void deploy() throws Exception {
        gateway = new GatewayHarness(services);
        // While Java's client upgrades to HTTP/2 in clear, it can lose its place in a long answer; this one is short.
        assertThat(gateway.get("/health/live").statusCode()).isEqualTo(200);
    }

    @Test
    void document_isServedWithTheBuildsVersion() throws Exception {
        HttpResponse<String> response = gateway.get("/openapi.json");

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(json(response).getJsonObject("info").getString("version")).isEqualTo("test");
        assertThat(json(response).getJsonObject("paths").fieldNames()).contains("/api/tracks", "/openapi.json");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/openapi.json", "/openapi.yaml", "/docs", "/redoc", "/webjars/swagger-ui/5.34.1/swagger-ui.css"
            })
    void unchanged_isNotSentAgain(String path) throws Exception {
        HttpResponse<String> first = gateway.get(path);
        String tag = first.headers().firstValue("etag").orElseThrow();

        HttpResponse<String> again = gateway.get(path, "If-None-Match", tag);

        assertThat(first.statusCode()).isEqualTo(200);
        assertThat(again.statusCode()).isEqualTo(304);
        assertThat(again.body()).isEmpty();
        assertThat(again.headers().firstValue("cache-control"))
                .isEqualTo(first.headers().firstValue("cache-control"));
    }

    @ParameterizedTest
    @CsvSource({"/docs, swagger-ui-bundle.js", "/redoc, redoc.standalone.js"})
    void page_loadsOnlyWhatIsServedHere(String path, String library) throws Exception {
        HttpResponse<String> page = gateway.get(path);

        assertThat(page.headers().firstValue("content-security-policy").orElseThrow())
                .contains("script-src 'self';")
                .doesNotContain("http");
        assertThat(page.body()).contains(library).doesNotContain("http://", "https://", "<style", "<script>");
        Matcher address = SCRIPT.matcher(page.body());
        int count = 0;
        while (address.find()) {
            assertThat(gateway.get(address.group(1)).statusCode())
                    .as(address.group(1))
                    .isEqualTo(200);
            count++;
        }
        assertThat(count).isGreaterThanOrEqualTo(3);
    }

    @Test
    void libraryOfAPage_isKeptForAYear() throws Exception {
        HttpResponse<String> response = gateway.get("/webjars/redoc/2.1.4/bundles/redoc.standalone.js");

        assertThat(response.headers().firstValue("cache-control")).contains("public, max-age=31536000, immutable");
        assertThat(response.headers().firstValue("content-type").orElseThrow()).contains("javascript");
        assertThat(gateway.get("/webjars/redoc/none.js").headers().firstValue("etag"))
                .isEmpty();
    }
}
