package io.soundforge.alchemy.launcher.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.support.ui.WebDriverWait;

/** Stems that are heard in the page while they are made. Every segment waits for the test's word. */
@Tag("browser")
class LivePageBrowserTest {
    private static final Path SCREENSHOTS = Path.of("target", "screenshots");
    /** Counts for every stem where the audio thread was handed a gap, in samples. */
    private static final String LISTEN = """
            window.pieces = [];
            const start = AudioBufferSourceNode.prototype.start;
            AudioBufferSourceNode.prototype.start = function (when, ...rest) {
              if (this.context instanceof AudioContext) window.pieces.push({when: Math.round(when * 44100), length: this.buffer.length});
              return start.call(this, when, ...rest);
            };""";
    /** Every piece begins where one of the four before it ended: as many as do not are breaks. */
    private static final String BREAKS = """
            const ends = new Set();
            let breaks = 0;
            for (const {when, length} of window.pieces) {
              if (!ends.has(when)) breaks++;
              ends.add(when + length);
            }
            return breaks;""";

    @TempDir
    static Path folder;

    private static PartOfAServer server;
    private static ChromeDriver browser;

    @BeforeAll
    static void start() throws IOException {
        server = PartOfAServer.start(folder, "gateway,websocket,download,analysis,spotify");
        browser = Browser.start();
    }

    @AfterAll
    static void stop() {
        browser.quit();
        server.close();
    }

    @Test
    void stems_playWhileTheyAreMade_waitAtTheFrontier_followTheListener_andGoOverToTheFinishedOnes() throws Exception {
        Semaphore gate = new Semaphore(0);
        Path song = Songs.demo(folder.resolve("A Song of Ours.wav"), 5);
        try (GatedWorker worker = new GatedWorker(
                server.databaseUri(), server.redisUri(), folder.resolve("audio"), folder.resolve("data/tools"), gate)) {
            worker.start();
            browser.get(server.address().toString());
            await("html[data-ready=true]");
            browser.executeScript(LISTEN);
            browser.findElement(By.cssSelector("[data-testid=file-input]")).sendKeys(song.toString());
            browser.findElement(By.cssSelector("[data-testid=submit]")).click();
            await("[data-testid=stage-separate][data-status=running]");

            gate.release(2);
            await("[data-testid=player][data-live=true]");
            assertPlaysToTheFrontierWithoutBreaks();
            screenshot("4-live-waiting");
            assertFollowsTheListener(gate);
            screenshot("5-live-playing");
            browser.findElement(By.cssSelector("[data-testid=play]")).click(); // else it may play to the end meanwhile
            double paused = position();
            gate.release(1000);
            assertGoesOverToTheFinishedStems(paused);
            screenshot("6-live-over");
        }
    }

    private static void assertPlaysToTheFrontierWithoutBreaks() {
        browser.findElement(By.cssSelector("[data-testid=mute-drums]")).click();
        browser.findElement(By.cssSelector("[data-testid=play]")).click();
        // A busy machine may make it wait for a moment before, too.
        waiting().until(now -> ready() > 1 && position() > ready() - 0.5);
        await("[data-testid=player][data-waiting=true]");

        assertThat(position()).isGreaterThan(1);
        assertThat(position()).isLessThanOrEqualTo(ready() + 0.1);
        assertThat(browser.findElement(By.cssSelector("[data-testid=live-note]"))
                        .getText())
                .contains("Waiting");
        // Four stems begin with a break; a busy machine may add some, but most pieces join.
        assertThat(number(BREAKS)).isGreaterThanOrEqualTo(4).isLessThan(number("return window.pieces.length") / 2);
    }

    private static void assertFollowsTheListener(Semaphore gate) {
        browser.executeScript("document.querySelector('stem-player').player.seek(80)");
        waiting().until(now -> playhead().startsWith("3528000"));
        gate.release(4);
        waiting().until(now -> position() > 81);
        assertThat(ready()).isLessThan(80);
    }

    private static void assertGoesOverToTheFinishedStems(double paused) {
        await("[data-testid=track-view][data-status=ready]");
        await("[data-testid=player][data-phase=ready][data-live=false]");
        assertThat(position()).isCloseTo(paused, within(0.01));
        assertThat(browser.findElement(By.cssSelector("[data-testid=stem-drums]"))
                        .getAttribute("data-audible"))
                .isEqualTo("false"); // as it was set while it was being made
        assertThat(browser.findElement(By.cssSelector("[data-testid=download-drums]"))
                        .getAttribute("href"))
                .contains("/stems/");
    }

    private static String playhead() {
        try (var files = Files.walk(folder.resolve("audio/scratch"))) {
            Path file =
                    files.filter(each -> each.endsWith("playhead")).findFirst().orElse(null);
            return file == null ? "" : Files.readString(file);
        } catch (IOException | UncheckedIOException beingReplaced) {
            return "";
        }
    }

    private static double position() {
        return number("return document.querySelector('stem-player').player.position");
    }

    /** Seconds that are final, as the page was told. */
    private static double ready() {
        return number("return Number(document.querySelector('[data-testid=live-note]').dataset.ready)");
    }

    private static double number(String script) {
        return browser.executeScript(script) instanceof Number number ? number.doubleValue() : -1;
    }

    private static void await(String css) {
        waiting().until(now -> !browser.findElements(By.cssSelector(css)).isEmpty());
    }

    private static WebDriverWait waiting() {
        return new WebDriverWait(browser, Duration.ofMinutes(2), Duration.ofMillis(50));
    }

    private static void screenshot(String name) throws IOException {
        Files.write(
                Files.createDirectories(SCREENSHOTS).resolve(name + ".png"), browser.getScreenshotAs(OutputType.BYTES));
    }
}
