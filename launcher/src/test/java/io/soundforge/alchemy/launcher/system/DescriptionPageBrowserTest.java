package io.soundforge.alchemy.launcher.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.support.ui.WebDriverWait;

/** The pages that show the description of the API, in a real browser. */
@Tag("browser")
class DescriptionPageBrowserTest {
    private static final Path SCREENSHOTS = Path.of("target", "screenshots");

    @TempDir
    static Path folder;

    private static PartOfAServer server;
    private static ChromeDriver browser;

    @BeforeAll
    static void start() throws IOException {
        server = PartOfAServer.start(folder, "gateway,websocket");
        browser = Browser.start();
    }

    @AfterAll
    static void stop() {
        browser.quit();
        server.close();
    }

    @Test
    void docs_letHealthBeTried() throws IOException {
        open("/docs");
        // Of more than a hundred operations the page shows those in sight; the others are reached by their tag.
        waiting().until(now -> browser.findElements(By.cssSelector(".opblock")).size() > 4);
        screenshot("docs-1");
        browser.findElement(By.cssSelector(".operation-filter-input")).sendKeys("operation");

        By health = By.cssSelector("#operations-operation-getHealth");
        click(By.cssSelector("#operations-operation-getHealth .opblock-summary-control"));
        click(By.cssSelector("#operations-operation-getHealth .execute"));
        By status = By.cssSelector("#operations-operation-getHealth .live-responses-table .response-col_status");
        waiting().until(now -> browser.findElements(status).stream()
                .anyMatch(cell -> cell.getText().startsWith("200")));
        assertThat(browser.findElement(health).getText()).contains("\"apiGateway\": \"up\"");
        screenshot("docs-2-health");
        assertThat(complaints()).isEmpty();
    }

    @Test
    void redoc_showsAllOperations() throws IOException {
        open("/redoc");
        waiting()
                .until(now ->
                        browser.findElements(By.cssSelector("[id^='tag/'] [id*='/operation/'], [id*='operation/']"))
                                        .size()
                                > 70);
        screenshot("redoc-1");
        assertThat(browser.findElement(By.tagName("h1")).getText()).contains("Sound Forge Alchemy");
        assertThat(browser.findElement(By.tagName("body")).getText()).contains("Import a track from a file or a link");

        browser.findElement(By.cssSelector("[role=search] input")).sendKeys("loops");
        waiting()
                .until(now ->
                        browser.findElements(By.cssSelector("[data-role='search:results'] [role=menuitem]")).stream()
                                .anyMatch(result -> result.getText().contains("loops")));
        screenshot("redoc-2-search");
        assertThat(complaints()).isEmpty();
    }

    private static List<String> complaints() {
        return browser.manage().logs().get(LogType.BROWSER).getAll().stream()
                .map(LogEntry::getMessage)
                .toList();
    }

    private static void open(String path) {
        browser.get(server.address() + path);
    }

    private static void click(By place) {
        waiting().until(now -> {
            var found = browser.findElements(place);
            if (found.isEmpty() || !found.get(0).isDisplayed()) {
                return false;
            }
            browser.executeScript("arguments[0].scrollIntoView({block: 'center'})", found.get(0));
            found.get(0).click();
            return true;
        });
    }

    private static WebDriverWait waiting() {
        WebDriverWait wait = new WebDriverWait(browser, Duration.ofSeconds(60));
        wait.ignoring(StaleElementReferenceException.class);
        return wait;
    }

    private static void screenshot(String name) throws IOException {
        Files.createDirectories(SCREENSHOTS);
        Files.write(SCREENSHOTS.resolve(name + ".png"), browser.getScreenshotAs(OutputType.BYTES));
    }
}
