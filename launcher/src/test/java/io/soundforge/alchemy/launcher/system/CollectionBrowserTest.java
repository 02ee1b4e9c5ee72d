package io.soundforge.alchemy.launcher.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.soundforge.alchemy.launcher.config.ConfigReader;
import io.soundforge.alchemy.launcher.data.DataFolder;
import io.soundforge.alchemy.launcher.mesh.MeshStarter;
import io.soundforge.alchemy.launcher.server.HostedServer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
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
import org.openqa.selenium.Dimension;
import org.openqa.selenium.Keys;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.support.ui.WebDriverWait;

/** From a pasted album to tracks that move, with a public site of Spotify's that is imitated over real HTTP. */
@Tag("browser")
class CollectionBrowserTest {
    private static final Path SCREENSHOTS = Path.of("target", "screenshots");
    private static final String ALBUM = "https://open.spotify.com/album/2up3OPMp9Tb4dAKM2erWXQ";
    private static final String UNKNOWN = "https://open.spotify.com/playlist/0000000000000000000Zzz";
    private static final List<String> TITLES = List.of("First Light", "Second Wind", "Third Rail", "Fourth Wall");

    /** What the server would answer while somebody is to choose; the page's part of it is what is looked at. */
    private static final String CANDIDATES = """
            window.chosen = [];
            const real = window.fetch;
            window.fetch = (path, init) => {
              const json = body => Promise.resolve(new Response(JSON.stringify(body), {headers: {'content-type': 'application/json'}}));
              if (String(path).endsWith('/source')) { window.chosen.push(init.body); return json({}); }
              if (!String(path).endsWith('/sources')) return real(path, init);
              return json({state: 'choosing', candidates: [
                {id: 'c1', provider: 'youtube', title: 'First Light (Official Audio)', channel: 'Somebody - Topic', durationSeconds: 183.2,
                 url: 'https://www.youtube.com/watch?v=abc', score: 0.62,
                 reasons: [{of: 'duration', factor: 0.91, finding: '3 s longer than the song'}, {of: 'title', factor: 0.68, finding: 'other words in brackets'}]},
                {id: 'c2', provider: 'soundcloud', title: 'first light LIVE', channel: null, durationSeconds: 244, url: 'javascript:alert(1)',
                 score: 0.21, reasons: [{of: 'version', factor: 0.3, finding: 'a live recording'}]}]});
            };""";

    /** Where the policy of the page lets pictures come from; they are on no machine that this browser can reach. */
    private static final String BLOCKED = """
            const blocked = [];
            addEventListener('securitypolicyviolation', event => blocked.push(new URL(event.blockedURI).host));
            const tried = arguments[0].map(host => new Promise(resolve => {
              const image = new Image();
              image.onerror = resolve;
              image.src = `https://${host}/image/x`;
            }));
            const done = arguments[1];
            Promise.all(tried).then(() => done(blocked.join()));""";

    @TempDir
    static Path folder;

    private static HttpServer spotify;
    private static HostedServer server;
    private static ChromeDriver browser;

    @BeforeAll
    static void start() throws IOException {
        spotify = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        spotify.createContext("/embed/album/", exchange -> answer(exchange, albumPage()));
        spotify.createContext("/embed/track/", exchange -> {
            String path = exchange.getRequestURI().getPath();
            answer(exchange, trackPage(Character.digit(path.charAt(path.length() - 1), 10)));
        });
        spotify.start();
        Path music = Files.createDirectories(folder.resolve("music/The Imitators/Lights and Walls"));
        Songs.start(music.resolve("Second Wind (Live).wav"), 2);
        server = HostedServer.start(
                ConfigReader.read(Map.of(
                                "SPOTIFY_OPEN_URL",
                                "http://127.0.0.1:" + spotify.getAddress().getPort(),
                                "LIBRARY_PATH",
                                folder.resolve("music").toString(),
                                "DOWNLOAD_PROVIDERS",
                                "library"))
                        .onPort(0),
                new DataFolder(PreparedData.in(folder.resolve("data"))),
                List.of(),
                new MeshStarter());
        browser = Browser.start();
    }

    @AfterAll
    static void stop() {
        browser.quit();
        server.close();
        spotify.stop(0);
    }

    @Test
    void pastedAlbum_isChosenFrom_takenAsABatch_searched_andItsRecordingChosen() throws Exception {
        browser.get(server.address().toString());
        await("html[data-ready=true]");
        WebElement link = find("[data-testid=link-input]");
        link.sendKeys("Listen: " + ALBUM + "?si=1, ", Keys.chord(Keys.SHIFT, Keys.ENTER), UNKNOWN);
        link.sendKeys(" http://127.0.0.1:9/x.mp3", Keys.ENTER);
        await("[data-testid=pick-list]");
        assertThat(find("[data-testid=unread]").getText()).contains(UNKNOWN);
        assertThat(texts("[data-testid=pick] .name"))
                .containsExactly("First Light", "Second Wind", "Third Rail", "Fourth Wall", "127.0.0.1:9/x.mp3");
        assertCovers();
        screenshots("pick");
        assertPicksByKeyboard();
        find("[data-testid=take]").click();

        await("[data-testid=track-list] li:nth-child(3)");
        await("[data-testid=batch-item][data-index='2'] [data-testid=retry-one]"); // the direct link came along
        assertThat(texts("[data-testid=batch-item] .name")).startsWith("First Light", "Second Wind");
        find("[data-testid=retry-one]").click();
        waiting().until(now -> "The track begins again."
                .equals(find("[data-testid=announcer]").getAttribute("textContent")));
        assertTakesWhatIsChosen();
        assertSearches();
        assertChooses();
    }

    /** They do not come here: what stands in their place has their size. */
    private static void assertCovers() {
        WebElement cover = find("[data-testid=pick] .cover img");
        assertThat(cover.getAttribute("src")).startsWith("https://i.scdn.co/");
        waiting().until(now -> "true".equals(cover.getAttribute("hidden")));
        assertThat(find("[data-testid=pick] .cover").getSize()).isEqualTo(new Dimension(40, 40));
        assertThat(browser.executeAsyncScript(
                        BLOCKED,
                        List.of("i.scdn.co", "mosaic.scdn.co", "image-cdn-ak.spotifycdn.com", "elsewhere.example")))
                .isEqualTo("elsewhere.example");
    }

    private static void assertPicksByKeyboard() {
        List<WebElement> boxes = browser.findElements(By.cssSelector("[data-testid=pick] input"));
        boxes.get(0).sendKeys(Keys.chord(Keys.CONTROL, "a"));
        assertThat(find("[data-testid=take]").isEnabled()).isFalse();
        boxes.get(0).sendKeys(Keys.SPACE);
        boxes.get(0).sendKeys(Keys.chord(Keys.SHIFT, Keys.ARROW_DOWN));
        boxes.get(1).sendKeys(Keys.chord(Keys.SHIFT, Keys.ARROW_DOWN));
        assertThat(find("[data-testid=take]").getText()).isEqualTo("Take 3 tracks");
        boxes.get(2).sendKeys(Keys.SPACE);
        boxes.get(2).sendKeys(Keys.END);
        browser.switchTo().activeElement().sendKeys(Keys.SPACE);
        assertThat(boxes.stream().map(WebElement::isSelected)).containsExactly(true, true, false, false, true);
    }

    /** The library has another version of the second song. */
    private static void assertTakesWhatIsChosen() throws IOException {
        String song = "[data-testid=batch-item][data-index='1'] ";
        await(song + "[data-testid=choose-recording]");
        assertThat(find(song + "[data-testid=item-state]").getText()).isEqualTo("Your choice");
        find(song + "[data-testid=choose-recording]").click();
        await(song + "[data-testid=candidate]");
        assertThat(find(song + "[data-testid=candidate] .reasons").getText())
                .contains("says “live”, the song does not");
        screenshots("batch-live");
        find(song + "[data-testid=choose]").click();
        await("[data-testid=batch-item][data-index='1'][data-waits=false]");
        browser.executeScript("arguments[0].click()", find(song + "a"));
        await("[data-testid=taken]");
        assertThat(find("[data-testid=taken]").getText()).contains("Chosen by hand", "Second Wind (Live)");
        find("[data-testid=wrong-song]").click();
        await("[data-testid=candidate]");
        assertThat(find("[data-testid=choose]").isEnabled())
                .as("what is taken already")
                .isFalse();
        screenshots("wrong-song");
    }

    private static void assertSearches() throws IOException {
        browser.get(server.address() + "#/");
        await("[data-testid=search]");
        WebElement search = find("[data-testid=search]");
        search.sendKeys("nothing-like-it");
        await("[data-testid=nothing-found]");
        search.clear();
        search.sendKeys("X");
        waiting().until(now -> texts("[data-testid=track-item] .name").equals(List.of("x")));
        screenshots("search");
        search.clear();
        search.sendKeys("líght FIRST");
        waiting().until(now -> texts("[data-testid=track-item] .name").equals(List.of("First Light")));
        search.sendKeys(Keys.chord(Keys.CONTROL, "a"), Keys.DELETE);
        waiting().until(now -> texts("[data-testid=track-item] .name").size() == 3);
    }

    private static void assertChooses() throws IOException {
        browser.executeScript(CANDIDATES);
        browser.findElements(By.cssSelector("[data-testid=track-item]")).stream()
                .filter(item -> item.getText().contains("First Light"))
                .findFirst()
                .orElseThrow()
                .click();
        await("[data-testid=candidate]");
        assertThat(texts("[data-testid=candidate] .pill")).containsExactly("Likely · 62 %", "Unlikely · 21 %");
        assertThat(browser.findElements(By.cssSelector("[data-testid=candidate] a")))
                .hasSize(1);
        screenshots("choose");
        find("[data-testid=candidate] [data-testid=choose]").click();
        waiting().until(now -> browser.findElements(By.cssSelector("[data-testid=source-choice]"))
                .isEmpty());
        assertThat(browser.executeScript("return window.chosen")).isEqualTo(List.of("{\"candidate\":\"c1\"}"));
    }

    private static void answer(HttpExchange exchange, String page) throws IOException {
        byte[] bytes = page.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "text/html");
        exchange.sendResponseHeaders(200, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private static String trackPage(int song) {
        return page(new JsonObject()
                .put("type", "track")
                .put("name", TITLES.get(song))
                .put("artists", new JsonArray().add(new JsonObject().put("name", "The Imitators")))
                .put("duration", 180_000 + song * 7000));
    }

    private static String albumPage() {
        JsonArray tracks = new JsonArray();
        for (int i = 0; i < TITLES.size(); i++) {
            tracks.add(new JsonObject()
                    .put("uri", "spotify:track:0000000000000000000A0" + i)
                    .put("title", TITLES.get(i))
                    .put("subtitle", "The Imitators")
                    .put("duration", 180_000 + i * 7000));
        }
        JsonObject entity = new JsonObject()
                .put("type", "album")
                .put("name", "Lights and Walls")
                .put("trackList", tracks)
                .put(
                        "coverArt",
                        new JsonObject()
                                .put(
                                        "sources",
                                        new JsonArray()
                                                .add(new JsonObject()
                                                        .put("url", "https://i.scdn.co/image/cover")
                                                        .put("width", 640)
                                                        .put("height", 640))));
        return page(entity);
    }

    private static String page(JsonObject entity) {
        JsonObject data = entity;
        for (String name : List.of("entity", "data", "state", "pageProps", "props")) {
            data = new JsonObject().put(name, data);
        }
        return "<html><script id=\"__NEXT_DATA__\" type=\"application/json\">" + data.encode() + "</script></html>";
    }

    private static List<String> texts(String css) {
        return browser.findElements(By.cssSelector(css)).stream()
                .map(WebElement::getText)
                .toList();
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

    /** In a wide window and a narrow one, which must not need to be scrolled sideways; in light and in dark. */
    private static void screenshots(String name) throws IOException {
        for (String scheme : List.of("light", "dark")) {
            browser.executeCdpCommand(
                    "Emulation.setEmulatedMedia",
                    Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
            for (int width : List.of(1280, 500)) {
                browser.manage().window().setSize(new Dimension(width, 1000));
                Files.write(
                        Files.createDirectories(SCREENSHOTS).resolve(name + "-" + scheme + "-" + width + ".png"),
                        browser.getScreenshotAs(OutputType.BYTES));
                assertThat(browser.executeScript(
                                "return document.documentElement.scrollWidth <= document.documentElement.clientWidth"))
                        .as(name + " at " + width)
                        .isEqualTo(true);
            }
        }
        browser.manage().window().setSize(new Dimension(1280, 1000));
    }
}
