package io.soundforge.alchemy.launcher.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.support.ui.WebDriverWait;

/**
 * The batches' pages in a real browser. Nobody separates or analyses here, so what waits for that waits until it is
 * cancelled; links to this machine are refused, so they fail.
 */
@Tag("browser")
class BatchPageBrowserTest {
    private static final Path SCREENSHOTS = Path.of("target", "screenshots");
    private static final int LINKS = 60;

    @TempDir
    static Path folder;

    private static PartOfAServer server;
    private static ChromeDriver browser;

    @BeforeAll
    static void start() throws IOException {
        server = PartOfAServer.start(folder, "gateway,websocket,download");
        browser = Browser.start();
    }

    @AfterAll
    static void stop() {
        browser.quit();
        server.close();
    }

    @Test
    void batches_areListedWithTheirFiles_retriedAndCancelled() throws Exception {
        open("/#/batches");
        await("[data-testid=no-batches]");
        await("[data-testid=alert]"); // of the models
        click("[data-testid=alert] button");

        post("nightly-import", failing());
        await("[data-testid=batch][data-id=nightly-import] [data-testid=batch-status][data-status=error]");
        assertThat(find("[data-testid=count-error]").getText()).contains("61 failed");
        String track = new ApiClient(server.address())
                .upload(Songs.demo(folder.resolve("song.wav"), 1), "{\"autoProcess\":false}");
        awaitCompleted(track);
        post(
                "stems-of-spring",
                new JsonArray().add(track).add("http://127.0.0.1:9/x.mp3").add(17));
        await("[data-testid=batch][data-id=stems-of-spring] [data-testid=count-error]");
        waiting().until(now -> texts("[data-testid=batch] .name").equals(List.of("stems-of-spring", "nightly-import")));
        screenshot("batches-1-list");

        click("[data-testid=batch][data-id=nightly-import] .name");
        await("[data-testid=batch-view][data-status=error] [data-testid=batch-items]");
        assertPages();
        assertRetries();
        browser.navigate().back();
        await("[data-testid=batch][data-id=stems-of-spring]");
        click("[data-testid=batch][data-id=stems-of-spring] .name");
        assertFilters();
        assertCancels();
        assertThat(complaints()).isEmpty();
    }

    /** What the browser found wrong, but for the models, which nobody lists here. */
    private static List<String> complaints() {
        return browser.manage().logs().get(LogType.BROWSER).getAll().stream()
                .map(LogEntry::getMessage)
                .filter(message -> !message.contains("/api/models"))
                .toList();
    }

    private static void assertPages() {
        assertThat(items()).hasSize(50);
        assertThat(items().get(0).getText()).contains("not public");
        click("[data-testid=next]");
        await("[data-testid=batch-item][data-index='60']");
        assertThat(items()).hasSize(11);
        assertThat(items().get(10).getText()).contains("expected a link");
        assertThat(find("[data-testid=next]").isEnabled()).isFalse();
        click("[data-testid=previous]");
        await("[data-testid=batch-item][data-index='0']");
    }

    private static void assertRetries() {
        click("[data-testid=retry-failed]");
        waiting().until(now -> (LINKS + " tracks begin again.")
                .equals(find("[data-testid=announcer]").getAttribute("textContent")));
        await("[data-testid=batch-view][data-status=error]");
    }

    private static void assertFilters() throws IOException {
        await("[data-testid=batch-item][data-index='2']");
        await("[data-testid=filter-error]");
        screenshot("batches-2-files");
        click("[data-testid=filter-error]");
        waiting()
                .until(now -> items().stream().allMatch(item -> "error".equals(item.getAttribute("data-status")))
                        && items().size() == 2);
        click("[data-testid=filter-all]");
        await("[data-testid=batch-item][data-index='0']");
    }

    private static void assertCancels() throws IOException {
        click("[data-testid=cancel-all]");
        await("dialog[open]");
        screenshot("batches-3-cancel");
        click("[data-testid=confirm-cancel]");
        await("[data-testid=batch-item][data-index='0'][data-status=cancelled]");
        waiting().until(now -> !find("[data-testid=cancel-all]").isEnabled());
    }

    private static JsonArray failing() {
        JsonArray files = new JsonArray();
        IntStream.range(0, LINKS).forEach(i -> files.add("http://127.0.0.1:9/album/" + i + ".mp3"));
        return files.add(17);
    }

    private static void post(String id, JsonArray files) throws IOException, InterruptedException {
        JsonObject body = new JsonObject().put("job_id", id).put("files", files);
        HttpResponse<String> response = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(server.address().resolve("/api/audio/batch"))
                                .header("Content-Type", "application/json")
                                .POST(BodyPublishers.ofString(body.encode()))
                                .build(),
                        BodyHandlers.ofString());
        assertThat(response.statusCode()).as(response.body()).isEqualTo(202);
    }

    /** Until the song is stored and decoded. */
    private static void awaitCompleted(String track) {
        waiting().until(now -> track(track).getString("status").equals("ready"));
    }

    private static JsonObject track(String id) {
        try {
            return new JsonObject(HttpClient.newHttpClient()
                    .send(
                            HttpRequest.newBuilder(server.address().resolve("/api/tracks/" + id))
                                    .build(),
                            BodyHandlers.ofString())
                    .body());
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void open(String path) {
        browser.get(server.address().resolve(path).toString());
        await("html[data-ready=true]");
    }

    private static List<WebElement> items() {
        return browser.findElements(By.cssSelector("[data-testid=batch-item]"));
    }

    private static List<String> texts(String css) {
        return browser.findElements(By.cssSelector(css)).stream()
                .map(WebElement::getText)
                .toList();
    }

    /** Away from the bar, which stays at the top of the window. */
    private static void click(String css) {
        WebElement element = find(css);
        browser.executeScript("arguments[0].scrollIntoView({block: 'center'})", element);
        element.click();
    }

    private static WebElement find(String css) {
        return browser.findElement(By.cssSelector(css));
    }

    private static void await(String css) {
        waiting().until(now -> !browser.findElements(By.cssSelector(css)).isEmpty());
    }

    private static WebDriverWait waiting() {
        WebDriverWait wait = new WebDriverWait(browser, Duration.ofMinutes(1), Duration.ofMillis(50));
        wait.ignoring(StaleElementReferenceException.class);
        return wait;
    }

    private static void screenshot(String name) throws IOException {
        Files.write(
                Files.createDirectories(SCREENSHOTS).resolve(name + ".png"), browser.getScreenshotAs(OutputType.BYTES));
    }
}
