package io.soundforge.alchemy.launcher.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.soundforge.alchemy.launcher.config.ConfigReader;
import io.soundforge.alchemy.launcher.data.DataFolder;
import io.soundforge.alchemy.launcher.mesh.MeshStarter;
import io.soundforge.alchemy.launcher.server.HostedServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.support.ui.WebDriverWait;

/** The page in a real browser against the whole mesh. Screenshots lie in {@code target/screenshots}. */
@Tag("browser")
class PageBrowserTest {
    private static final Path SCREENSHOTS = Path.of("target", "screenshots");

    @TempDir
    static Path folder;

    private static HostedServer server;
    private static ChromeDriver browser;

    @BeforeAll
    static void start() throws IOException {
        server = HostedServer.start(
                ConfigReader.read(Map.of()).onPort(0),
                new DataFolder(PreparedData.in(folder.resolve("data"))),
                List.of(),
                new MeshStarter());
        browser = Browser.start();
    }

    @AfterAll
    static void stop() {
        browser.quit();
        server.close();
    }

    @Test
    void droppedSong_isShownLive_andItsStemsPlayMuteAndSolo() throws Exception {
        Path song = Songs.demo(folder.resolve("A Song of Ours.wav"), 1);
        browser.get(server.address().toString());
        await("html[data-ready=true]");
        screenshot("1-empty");

        find("[data-testid=file-input]").sendKeys(song.toString());
        find("[data-testid=submit]").click();
        await("[data-testid=stage-separate]:not([data-status=queued])"); // it may be over before the browser looks
        screenshot("2-in-progress");
        await("[data-testid=track-view][data-status=ready]");
        await("[data-testid=player][data-phase=ready]");
        screenshot("3-ready");

        assertThat(find("[data-testid=track-view] [data-testid=bpm]").getText()).contains("112");
        assertThat(find("[data-testid=track-view] [data-testid=key]").getText()).contains("A minor");
        assertThat(find("[data-testid=track-view] [data-testid=loudness]").getText())
                .contains("13.");
        assertThat(stems()).containsExactlyInAnyOrder("stem-bass", "stem-drums", "stem-other", "stem-vocals");
        assertPlays();
        assertMixes();
        assertThat(browser.manage().logs().get(LogType.BROWSER).getAll()).isEmpty();
    }

    private static void assertPlays() {
        find("[data-testid=play]").click();
        waiting().until(now -> position() > 0.3);
        find("[data-testid=play]").click();
        double paused = position();

        assertThat(paused).isBetween(0.3, 23.0);
        assertThat(position()).isEqualTo(paused);
    }

    private static void assertMixes() {
        find("[data-testid=mute-vocals]").click();
        assertThat(audible("vocals")).isEqualTo("false");
        assertThat(audible("drums")).isEqualTo("true");
        find("[data-testid=mute-vocals]").click();

        find("[data-testid=solo-drums]").click();
        assertThat(audible("drums")).isEqualTo("true");
        assertThat(audible("bass")).isEqualTo("false");
        assertThat(find("[data-testid=download-drums]").getAttribute("href")).contains("/stems/");
    }

    private static List<String> stems() {
        return browser.findElements(By.cssSelector("[data-testid^=stem-][data-audible]")).stream()
                .map(stem -> stem.getAttribute("data-testid"))
                .toList();
    }

    private static String audible(String stem) {
        return find("[data-testid=stem-" + stem + "]").getAttribute("data-audible");
    }

    private static double position() {
        Object seconds = browser.executeScript("return document.querySelector('stem-player').player.position");
        return seconds instanceof Number number ? number.doubleValue() : -1;
    }

    private static WebElement find(String css) {
        return browser.findElement(By.cssSelector(css));
    }

    private static void await(String css) {
        waiting().until(now -> !browser.findElements(By.cssSelector(css)).isEmpty());
    }

    private static WebDriverWait waiting() {
        return new WebDriverWait(browser, Duration.ofMinutes(1), Duration.ofMillis(50));
    }

    private static void screenshot(String name) throws IOException {
        Files.write(
                Files.createDirectories(SCREENSHOTS).resolve(name + ".png"), browser.getScreenshotAs(OutputType.BYTES));
    }
}
