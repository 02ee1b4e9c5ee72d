package io.soundforge.alchemy.launcher.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.soundforge.alchemy.launcher.config.ConfigReader;
import io.soundforge.alchemy.launcher.data.DataFolder;
import io.soundforge.alchemy.launcher.mesh.MeshStarter;
import io.soundforge.alchemy.launcher.server.HostedServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.support.ui.WebDriverWait;

/** The clients under {@code examples/}, run as their reader would run them. */
class ExamplesTest {
    private static final Path EXAMPLES =
            Path.of("..", "examples").toAbsolutePath().normalize();
    private static final String[] STEMS = {"bass.flac", "drums.flac", "other.flac", "vocals.flac"};

    @TempDir
    static Path folder;

    private static HostedServer server;
    private static Path song;

    @BeforeAll
    static void start() throws IOException {
        server = HostedServer.start(
                ConfigReader.read(Map.of()).onPort(0),
                new DataFolder(PreparedData.in(folder.resolve("data"))),
                List.of(),
                new MeshStarter());
        song = Songs.demo(folder.resolve("a song.wav"), 1);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    @Tag("slow")
    void curl_savesTheStems() throws Exception {
        Path stems = folder.resolve("by-curl");

        String told = run("bash", EXAMPLES.resolve("curl/separate.sh"), song, server.address(), stems);

        assertThat(told).contains("status ready");
        assertThat(stems.toFile().list())
                .containsExactlyInAnyOrder(
                        Arrays.stream(STEMS).map(stem -> "a song - " + stem).toArray(String[]::new));
    }

    @Test
    @Tag("slow")
    void java_printsTheStepsAndSavesTheStems() throws Exception {
        Path stems = folder.resolve("by-java");
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();

        String told = run(java, EXAMPLES.resolve("java/SeparateSong.java"), song, server.address(), stems);

        assertThat(told).contains("track:snapshot").contains("status ready");
        assertThat(stems.toFile().list()).containsExactlyInAnyOrder(STEMS);
    }

    @Test
    @Tag("browser")
    void page_ofAnotherOrigin_showsTheStems() throws IOException {
        HttpServer pages = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        byte[] page = Files.readAllBytes(EXAMPLES.resolve("browser/index.html"));
        pages.createContext("/", exchange -> {
            exchange.getResponseHeaders().set("Content-Type", "text/html");
            exchange.sendResponseHeaders(200, page.length);
            exchange.getResponseBody().write(page);
            exchange.close();
        });
        pages.start();
        ChromeDriver browser = Browser.start();
        try {
            browser.get("http://localhost:" + pages.getAddress().getPort() + "/?server=" + server.address());
            browser.findElement(By.id("file")).sendKeys(song.toString());

            new WebDriverWait(browser, Duration.ofMinutes(1))
                    .until(now -> browser.findElements(By.tagName("audio")).size() == STEMS.length);
            assertThat(browser.findElement(By.id("status")).getText()).isEqualTo("ready: 112 BPM, A minor");
        } finally {
            browser.quit();
            pages.stop(0);
        }
    }

    private static String run(Object... command) throws Exception {
        Path output = Files.createTempFile(folder, "example", ".txt");
        Process process = new ProcessBuilder(
                        Arrays.stream(command).map(String::valueOf).toList())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        int exitCode = process.waitFor();
        String told = Files.readString(output, StandardCharsets.UTF_8);
        assertThat(exitCode).as(told).isZero();
        return told;
    }
}
