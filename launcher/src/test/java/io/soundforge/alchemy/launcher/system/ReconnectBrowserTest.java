package io.soundforge.alchemy.launcher.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.support.ui.WebDriverWait;

/** A page that is open while the server dies and comes back. Screenshots lie in {@code target/screenshots}. */
@Tag("browser")
class ReconnectBrowserTest {
    private static final String STATE = "[data-testid=connection-state]";
    private static final String DONE = "[data-testid=track-view][data-status=ready]";
    /** What a reader sees of the track's work. */
    private static final String SEEN = "return JSON.stringify([...document.querySelectorAll('[data-testid=track-view] "
            + "[data-testid^=stage-], [data-testid=bpm], [data-testid=key], [data-testid=loudness]')]"
            + ".map(e => [e.dataset.testid, e.dataset.status, e.textContent.replace(/\\s+/g, ' ')]))";

    private static final Path SCREENSHOTS = Path.of("target", "screenshots");

    @TempDir
    Path folder;

    @Test
    void serverDiesAndComesBack_thePageRecoversByItself_andShowsWhatAFreshOneShows() throws Exception {
        Path data = PreparedData.in(folder.resolve("data"));
        Path song = Songs.demo(folder.resolve("song.wav"), 2);
        ChromeDriver browser = Browser.start();
        try (AlchemyProcess first = AlchemyProcess.up(data, Map.of());
                Switchboard address = new Switchboard(first.address())) {
            browser.get(address.address().toString());
            await(browser, STATE + "[data-state=live]");
            String id = new ApiClient(first.address()).upload(song, "{}");
            browser.executeScript("location.hash = '#/tracks/" + id + "'");
            await(browser, "[data-testid=track-view]");

            first.kill();
            await(browser, STATE + "[data-state=waiting]");
            screenshot(browser, "6-cut-off");
            try (AlchemyProcess second = AlchemyProcess.up(data, Map.of())) {
                address.leadTo(second.address());
                await(browser, STATE + "[data-state=live]");
                await(browser, DONE);
                await(browser, "[data-testid=bpm]");
                Object recovered = browser.executeScript(SEEN);
                screenshot(browser, "7-recovered");

                browser.get(address.address() + "/?fresh#/tracks/" + id);
                await(browser, DONE);
                await(browser, "[data-testid=bpm]");
                assertThat(recovered)
                        .isEqualTo(browser.executeScript(SEEN))
                        .asString()
                        .contains("stage-separate");
            }
        } finally {
            browser.quit();
        }
    }

    private static void screenshot(ChromeDriver browser, String name) throws IOException {
        Files.write(
                Files.createDirectories(SCREENSHOTS).resolve(name + ".png"), browser.getScreenshotAs(OutputType.BYTES));
    }

    private static void await(ChromeDriver browser, String css) {
        new WebDriverWait(browser, Duration.ofMinutes(2), Duration.ofMillis(100))
                .until(now -> !browser.findElements(By.cssSelector(css)).isEmpty());
    }
}
