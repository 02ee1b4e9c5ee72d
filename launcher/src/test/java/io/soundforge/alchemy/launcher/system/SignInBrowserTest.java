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
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.support.ui.WebDriverWait;

/** The page on a server with sign-in, in a real browser. */
@Tag("browser")
class SignInBrowserTest {
    private static final Path SCREENSHOTS = Path.of("target", "screenshots");
    private static final String TO_DO_ON_THE_PAGE = """
            window.states = [];
            const shown = document.querySelector('[data-testid=connection-state]');
            new MutationObserver(() => window.states.push(shown.dataset.state))
                .observe(shown, {attributes: true, attributeFilter: ['data-state']});""";

    @TempDir
    static Path folder;

    private static FakeGoTrue issuer;
    private static HostedServer server;
    private static ChromeDriver browser;

    @BeforeAll
    static void start() throws IOException {
        issuer = new FakeGoTrue();
        server = HostedServer.start(
                ConfigReader.read(Map.of(
                                "SUPABASE_URL", issuer.url(),
                                "SUPABASE_KEY", FakeGoTrue.KEY,
                                "SUPABASE_JWT_SECRET", FakeGoTrue.SECRET))
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
        issuer.close();
    }

    @BeforeEach
    void signedOut() {
        issuer.tokensLast(3600);
        browser.get(server.address().toString());
        await("html[data-ready=true]");
        browser.executeScript("sessionStorage.clear()");
        browser.navigate().refresh();
        await("html[data-ready=true]");
        issuer.calls.clear();
    }

    @Test
    void wrongPassword_isSaid_rightOneOpensThePage_whichStaysAcrossReloads_untilSignedOut() throws Exception {
        assertThat(browser.findElements(By.cssSelector("import-panel"))).isEmpty();
        screenshot("sign-in-1");
        signIn("wrong");
        awaitText("[data-testid=sign-in-problem]", "The e-mail address or the password is wrong.");
        signIn(FakeGoTrue.PASSWORD);
        await("[data-testid=connection-state][data-state=live]");
        assertThat(find("[data-testid=who]").getText()).isEqualTo(FakeGoTrue.EMAIL);

        Path song = Songs.demo(folder.resolve("Mine.wav"), 1);
        find("[data-testid=file-input]").sendKeys(song.toString());
        find("[data-testid=submit]").click();
        await("[data-testid=track-view][data-status=ready]");
        await("[data-testid=player][data-phase=ready]");
        assertThat(playableSeconds("[data-testid=download-drums]")).isGreaterThan(10);
        screenshot("sign-in-2");

        browser.navigate().refresh();
        await("[data-testid=player][data-phase=ready]");
        find("[data-testid=sign-out]").click();
        await("[data-testid=sign-in]");
        waiting().until(now -> issuer.calls.contains("/logout?scope=local"));
        assertThat(browser.findElements(By.cssSelector("[data-testid=track-item]")))
                .isEmpty();
        assertThat(browser.executeScript("return sessionStorage.length")).isEqualTo(0L);
    }

    @Test
    void tokenThatRunsOut_isRenewed_onTheSocketThatStands() {
        issuer.tokensLast(12);
        signIn(FakeGoTrue.PASSWORD);
        await("[data-testid=connection-state][data-state=live]");
        browser.executeScript(TO_DO_ON_THE_PAGE);

        waiting().until(now -> refreshes() >= 3);

        assertThat(browser.executeScript("return window.states.length")).isEqualTo(0L);
        assertThat(browser.findElements(By.cssSelector("[data-testid=sign-in]")))
                .isEmpty();
        issuer.forgetEverybody();
        awaitText("[data-testid=signed-out]", "You were signed out");
    }

    @Test
    void pastedToken_isTriedFirst() {
        find("[data-testid=use-token]").click();
        find("[data-testid=sign-in-token]").sendKeys("no.real.token");
        find("[data-testid=token-submit]").click();
        awaitText("[data-testid=sign-in-problem]", "the access token is not accepted");

        find("[data-testid=sign-in-token]").clear();
        find("[data-testid=sign-in-token]").sendKeys(issuer.token(Duration.ofHours(1)));
        find("[data-testid=token-submit]").click();
        await("[data-testid=connection-state][data-state=live]");
        assertThat(issuer.calls).isEmpty();
    }

    /** @return seconds of what a player gets from the link, which without the page's help would be refused */
    private static double playableSeconds(String css) {
        Object seconds = browser.executeAsyncScript("""
                const done = arguments[1];
                const {openable} = await import('/js/files.js');
                const path = new URL(document.querySelector(arguments[0]).href).pathname;
                const plain = await fetch(path, {cache: 'no-store'});
                const [src] = await openable([path]);
                const audio = Object.assign(new Audio(), {src});
                audio.onloadedmetadata = () => done(plain.status === 401 ? audio.duration : -1);
                audio.onerror = () => done(-2);""", css);
        return ((Number) seconds).doubleValue();
    }

    private static long refreshes() {
        return issuer.calls.stream()
                .filter("/token?grant_type=refresh_token"::equals)
                .count();
    }

    private static void signIn(String password) {
        find("[data-testid=sign-in-email]").clear();
        find("[data-testid=sign-in-email]").sendKeys(FakeGoTrue.EMAIL);
        find("[data-testid=sign-in-password]").clear();
        find("[data-testid=sign-in-password]").sendKeys(password);
        find("[data-testid=sign-in-submit]").click();
    }

    private static WebElement find(String css) {
        return browser.findElement(By.cssSelector(css));
    }

    private static void awaitText(String css, String text) {
        waiting().until(now -> browser.findElements(By.cssSelector(css)).stream()
                .anyMatch(element -> element.getText().contains(text)));
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
