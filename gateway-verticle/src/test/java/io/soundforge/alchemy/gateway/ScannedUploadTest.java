package io.soundforge.alchemy.gateway;

import static io.soundforge.alchemy.gateway.GatewayHarness.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.soundforge.alchemy.gateway.IntakeConfig.ClamAvConfig;
import io.soundforge.alchemy.gateway.scan.Clamd;
import io.soundforge.alchemy.platform.fixture.PlatformServices;
import io.soundforge.alchemy.platform.identity.SignInConfig;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Both ways in, past a scanner. */
class ScannedUploadTest {
    @RegisterExtension
    static final PlatformServices services = new PlatformServices();

    private Clamd clamd;
    private GatewayHarness gateway;

    @BeforeEach
    void deploy() throws IOException {
        clamd = Clamd.withLimit(1 << 20);
        gateway = gateway(true);
    }

    @AfterEach
    void close() throws IOException {
        clamd.close();
    }

    private GatewayHarness gateway(boolean required) {
        IntakeConfig usual = IntakeConfig.USUAL;
        ClamAvConfig scanner = new ClamAvConfig("127.0.0.1", clamd.port(), required);
        return new GatewayHarness(
                services,
                new IntakeConfig(usual.quota(), usual.uploadKept(), usual.mostUnfinished(), scanner, List.of()),
                SignInConfig.open());
    }

    @Test
    void cleanFile_becomesATrack() throws Exception {
        assertThat(gateway.upload("file", "a.wav", "RIFF....", "").statusCode()).isEqualTo(202);
        assertThat(inParts(gateway, "RIFF....").statusCode()).isEqualTo(201);
    }

    @Test
    void harmfulFile_isRefusedByName_andLeavesNothing() throws Exception {
        List<Path> before = storedFiles();

        HttpResponse<String> form = gateway.upload("file", "a.wav", Clamd.VIRUS, "");
        HttpResponse<String> parts = inParts(gateway, Clamd.VIRUS);

        for (HttpResponse<String> answer : List.of(form, parts)) {
            assertThat(answer.statusCode()).isEqualTo(422);
            assertThat(json(answer).getString("code")).isEqualTo("malware_found");
            assertThat(json(answer).getString("error")).contains("Test-Signature");
        }
        assertThat(storedFiles()).isEqualTo(before);
        assertThat(json(gateway.get("/api/usage"))
                        .getJsonObject("unfinishedUploads")
                        .getInteger("used"))
                .isZero();
    }

    @Test
    void withoutAnAnswer_itDependsOnTheOperator() throws Exception {
        GatewayHarness tolerant = gateway(false);
        clamd.close();

        assertThat(gateway.upload("file", "a.wav", "RIFF....", "").statusCode()).isEqualTo(503);
        assertThat(tolerant.upload("file", "a.wav", "RIFF....", "").statusCode())
                .isEqualTo(202);
    }

    /** Of what was sent in parts nothing is lost while the scanner is away. */
    @Test
    void wholeFile_waitsForTheScanner() throws Exception {
        HttpResponse<String> created =
                gateway.send(gateway.builder("/api/uploads", "Tus-Resumable", "1.0.0", "Upload-Length", "8")
                        .POST(BodyPublishers.noBody()));
        String upload = created.headers().firstValue("Location").orElseThrow();
        int port = clamd.port();
        clamd.close();

        HttpResponse<String> whole = gateway.send(gateway.builder(
                        upload,
                        "Tus-Resumable",
                        "1.0.0",
                        "Upload-Offset",
                        "0",
                        "Content-Type",
                        "application/offset+octet-stream")
                .method("PATCH", BodyPublishers.ofString("RIFF....")));

        assertThat(whole.statusCode()).isEqualTo(503);
        assertThat(json(gateway.get(upload)).getString("status")).isEqualTo("received");
        assertThat(head(upload).statusCode()).isEqualTo(503);
        clamd = Clamd.at(port);
        assertThat(head(upload).headers().firstValue("Alchemy-Track")).isPresent();
        assertThat(json(gateway.get(upload)).getString("status")).isEqualTo("imported");
    }

    private HttpResponse<String> head(String upload) throws IOException, InterruptedException {
        return gateway.send(gateway.builder(upload, "Tus-Resumable", "1.0.0").method("HEAD", BodyPublishers.noBody()));
    }

    private static HttpResponse<String> inParts(GatewayHarness at, String content)
            throws IOException, InterruptedException {
        return at.send(at.builder(
                        "/api/uploads",
                        "Tus-Resumable",
                        "1.0.0",
                        "Upload-Length",
                        Integer.toString(content.length()),
                        "Content-Type",
                        "application/offset+octet-stream")
                .POST(BodyPublishers.ofString(content)));
    }

    private static List<Path> storedFiles() throws IOException {
        try (Stream<Path> files = Files.walk(services.folder())) {
            return files.filter(Files::isRegularFile).sorted().toList();
        }
    }
}
