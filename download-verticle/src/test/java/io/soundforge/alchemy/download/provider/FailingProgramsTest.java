package io.soundforge.alchemy.download.provider;

import static io.soundforge.alchemy.platform.fixture.PlatformServices.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.soundforge.alchemy.audio.media.ExternalProcess.Exit;
import io.soundforge.alchemy.audio.media.ProcessFamily;
import io.soundforge.alchemy.contracts.failure.AlchemyException;
import io.soundforge.alchemy.contracts.failure.ErrorCode;
import io.soundforge.alchemy.download.match.Wanted;
import io.soundforge.alchemy.download.provider.command.CommandProvider;
import io.soundforge.alchemy.download.provider.command.CommandTemplate;
import io.soundforge.alchemy.download.provider.spotdl.SpotdlProvider;
import io.soundforge.alchemy.download.provider.ytdlp.YtDlpProvider;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Programs written here that fail in all the ways in which programs fail. */
class FailingProgramsTest {
    private static final String URL = "https://music.example/watch?v=1";
    private static final Wanted SONG = new Wanted("Song", List.of("Somebody"), "", Duration.ofSeconds(200));

    @TempDir
    Path folder;

    private final Vertx vertx = Vertx.vertx();
    private Path target;
    private Blocking blocking;

    @BeforeEach
    void open() throws IOException {
        target = Files.createDirectory(folder.resolve("target"));
        blocking = new Blocking(vertx.createSharedWorkerExecutor("test", 2));
    }

    @AfterEach
    void close() {
        await(vertx.close());
    }

    private Path program(String name, String script) throws IOException {
        Path file = Files.writeString(folder.resolve(name), "#!/bin/sh\n" + script + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
        return file;
    }

    /** Answers what a yt-dlp is asked about itself, then does what the test wants. */
    private YtDlpProvider ytDlp(String script, ProgramLimits limits) throws IOException {
        return new YtDlpProvider(ytDlpBinary(script), null, () -> "", limits, blocking);
    }

    private Path ytDlpBinary(String script) throws IOException {
        return program(
                "yt-dlp",
                "case \"$*\" in *--help*) echo --flat-playlist --no-exec; exit 0;; *--version*) echo 2026.01.01; exit 0;; esac\n"
                        + script);
    }

    private static ProgramLimits limits() {
        return new ProgramLimits(Duration.ofSeconds(40), Duration.ofSeconds(40), 100_000, 50_000);
    }

    private Future<Path> fetch(AudioProvider provider) {
        return provider.fetch(new Offer(provider.name(), URL, URL, null), SONG, target, new TestWatch());
    }

    private static void assertFails(Future<?> answer, ErrorCode code, String message) {
        assertThatThrownBy(() -> await(answer))
                .isInstanceOfSatisfying(
                        AlchemyException.class,
                        error -> assertThat(error.code()).as(error.getMessage()).isEqualTo(code))
                .hasMessageContaining(message);
    }

    static Stream<Arguments> failures() {
        return Stream.of(
                Arguments.of("echo nonsense; exit 0", ErrorCode.SOURCE_REFUSED, "wrote no file"),
                Arguments.of("echo SFAFILE /etc/passwd", ErrorCode.SOURCE_REFUSED, "no audio file"),
                Arguments.of("ln -s /etc/passwd a; echo SFAFILE a", ErrorCode.SOURCE_REFUSED, "no audio file"),
                Arguments.of(": > audio.m4a; echo SFAFILE audio.m4a", ErrorCode.SOURCE_REFUSED, "empty file"),
                Arguments.of("yes", ErrorCode.SOURCE_REFUSED, "bytes of text"),
                Arguments.of("cat /dev/zero > audio.m4a", ErrorCode.BODY_TOO_LARGE, "more than 50000 bytes"),
                Arguments.of(
                        "head -c 60000 /dev/zero > audio.m4a; echo SFAFILE audio.m4a",
                        ErrorCode.BODY_TOO_LARGE,
                        "more than 50000 bytes"),
                Arguments.of(
                        "echo \"ERROR: [youtube] x: Sign in to confirm you're not a bot.\" >&2; exit 1",
                        ErrorCode.PROVIDER_BLOCKED,
                        "not a bot"),
                Arguments.of(
                        "echo 'ERROR: HTTP Error 429: Too Many Requests' >&2; exit 1", ErrorCode.RATE_LIMITED, "429"),
                Arguments.of("echo 'ERROR: Video unavailable' >&2; exit 1", ErrorCode.SOURCE_REFUSED, "unavailable"),
                Arguments.of("echo 'ERROR: timed out' >&2; exit 1", ErrorCode.SOURCE_UNAVAILABLE, "timed out"),
                Arguments.of("echo 'no such option: --x' >&2; exit 2", ErrorCode.SOURCE_REFUSED, "no such option"),
                Arguments.of("kill -9 $$", ErrorCode.SOURCE_UNAVAILABLE, "code 137"),
                Arguments.of("echo 'ERROR: x is DRM protected' >&2", ErrorCode.SOURCE_REFUSED, "x is DRM protected"),
                Arguments.of("printf 'SFAFILE a\\000b\\n'", ErrorCode.SOURCE_REFUSED, "cannot be"),
                Arguments.of("mkfifo a; echo SFAFILE a", ErrorCode.SOURCE_REFUSED, "no audio file"),
                Arguments.of("mkdir a; echo SFAFILE a", ErrorCode.SOURCE_REFUSED, "no audio file"),
                Arguments.of("mkdir b; echo x > b/a; echo SFAFILE b/a", ErrorCode.SOURCE_REFUSED, "no audio file"),
                Arguments.of("ln -s /dev/zero a; echo SFAFILE a", ErrorCode.SOURCE_REFUSED, "no audio file"),
                Arguments.of("truncate -s 1T a; echo SFAFILE a", ErrorCode.BODY_TOO_LARGE, "more than 50000 bytes"),
                Arguments.of("cat /dev/zero > \"$TMPDIR/x\"", ErrorCode.BODY_TOO_LARGE, "more than 50000 bytes"),
                Arguments.of("while :; do i=$((i+1)); : > $i; done", ErrorCode.BODY_TOO_LARGE, "more than 50000 bytes"),
                Arguments.of(
                        "printf '\\201\\202\\203\\n' >&2; exit 3",
                        ErrorCode.SOURCE_UNAVAILABLE,
                        "yt-dlp failed with code 3"),
                Arguments.of(
                        "echo 'no such song' >&2",
                        ErrorCode.SOURCE_REFUSED,
                        "wrote no file; it may be live, or larger"),
                Arguments.of("echo 'no such song' >&2", ErrorCode.SOURCE_REFUSED, "the last it said: no such song"),
                Arguments.of(
                        "printf '\\033[31mERROR: \\342\\200\\256cannot write /srv/secret/key\\007\\n' >&2; exit 1",
                        ErrorCode.SOURCE_UNAVAILABLE,
                        "yt-dlp failed: ERROR:  cannot write …"));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("failures")
    void ytDlp_failing_isTold(String script, ErrorCode code, String message) throws IOException {
        assertFails(fetch(ytDlp(script, limits())), code, message);
    }

    @Test
    void hangingProgram_isKilledWithItsChildren() throws Exception {
        Path pid = folder.resolve("pid");
        ProgramLimits impatient = new ProgramLimits(Duration.ofSeconds(40), Duration.ofSeconds(1), 1000, 50_000);

        assertFails(
                fetch(ytDlp("echo still asking >&2; exec >&-; sleep 600 & echo $! > '" + pid + "'; wait", impatient)),
                ErrorCode.TIMEOUT,
                "made no progress for 1 s; the last it said: still asking");

        assertGone(pid);
    }

    /** Of two files, the one that was named last is taken. */
    @Test
    void whatAProgramLeavesRunning_doesNotChangeItsFileAnyMore() throws Exception {
        Path pid = folder.resolve("pid");

        Path file = await(fetch(ytDlp(
                "echo x > a; echo x > b; (while :; do echo y >> b; sleep 0.01; done & echo $! > '" + pid
                        + "'); echo SFAFILE a; echo SFAFILE b",
                limits())));

        assertThat(file).hasFileName("b");
        assertGone(pid);
    }

    @Test
    void whatAKilledServerHasLeftRunning_endsBeforeTheNextRun() throws Exception {
        ProcessBuilder earlier = new ProcessBuilder("sleep", "600");
        earlier.environment().putAll(new ProcessFamily(target.toString()).environment());
        Process left = earlier.start();

        await(fetch(ytDlp("echo x > a; echo SFAFILE a", limits())));

        assertThat(left.waitFor(60, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void foldersOfServersThatHaveDied_goWithTheNextStart() throws IOException {
        Path temporary = Path.of(System.getProperty("java.io.tmpdir"));
        Path left = Files.createDirectories(temporary.resolve("alchemy-provider-999999999-x"));
        Files.writeString(left.resolve("cookies.txt"), "secret");
        Path mine = Files.createTempDirectory(
                temporary, "alchemy-provider-" + ProcessHandle.current().pid() + "-");

        ScratchFolder.sweep();

        assertThat(left).doesNotExist();
        assertThat(mine).exists();
        Files.delete(mine);
    }

    @Test
    void stoppedJob_killsTheProgram() throws Exception {
        Path pid = folder.resolve("pid");
        YtDlpProvider provider = ytDlp("sleep 600 & echo $! > '" + pid + "'; wait", limits());
        TestWatch watch = new TestWatch();
        Future<Path> running = provider.fetch(new Offer("yt-dlp", URL, URL, null), SONG, target, watch);
        assertThat(watch.working().await(60, TimeUnit.SECONDS)).isTrue();
        Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> Files.exists(pid) && Files.size(pid) > 0);

        watch.stop();

        assertFails(running, ErrorCode.CANCELLED, "");
        assertGone(pid);
    }

    private static void assertGone(Path pid) throws IOException {
        long child = Long.parseLong(Files.readString(pid).strip());
        Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> ProcessHandle.of(child)
                .filter(ProcessHandle::isAlive)
                .isEmpty());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'; touch owned; '",
                "$(touch owned)",
                "--exec=touch owned",
                "../../../etc/passwd",
                "a\u0000b\nc\u001b[31m",
                "\u202Egnos",
                "{file}",
                ""
            })
    void hostileTitle_staysOneHarmlessArgument(String title) throws IOException {
        Path arguments = folder.resolve("arguments");
        Path tool = program("tool", "printf '%s\\n' \"$#\" \"$4\" > '" + arguments + "'; echo x > \"$2\"");
        CommandProvider provider = new CommandProvider(
                new CommandTemplate(List.of(tool.toString(), "--out", "{file}", "--title", "{title}")),
                () -> "",
                new ProviderProgram(CommandProvider.NAME, limits()),
                blocking);

        await(provider.fetch(
                Offer.unseen(provider.name()),
                new Wanted(title, List.of(), "", Duration.ZERO),
                target,
                new TestWatch()));

        List<String> came = Files.readAllLines(arguments);
        assertThat(came.get(0)).isEqualTo("4");
        assertThat(came).hasSize(2);
        assertThat(came.get(1)).doesNotStartWith("-").doesNotContain("\u202E", "\u001b");
        assertThat(target.resolve("owned")).doesNotExist();
    }

    /** What yt-dlp and spotdl are known to say. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        ERROR: [youtube] x: Sign in to confirm you’re not a bot. Use --cookies | PROVIDER_BLOCKED
        ERROR: [youtube] x: Sign in to confirm your age. This video may be inappropriate for some users. | SOURCE_REFUSED
        ERROR: [youtube] x: The uploader has not made this video available in your country | SOURCE_REFUSED
        ERROR: [generic] This video is not available from your location due to geo restriction | SOURCE_REFUSED
        ERROR: [youtube] x: Premieres in 3 hours | SOURCE_REFUSED
        ERROR: [youtube] x: This live event will begin in 2 days. | SOURCE_REFUSED
        ERROR: [youtube] x: Join this channel to get access to members-only content | SOURCE_REFUSED
        ERROR: [youtube] x: This video requires payment to watch | SOURCE_REFUSED
        ERROR: [youtube] x: No video formats found! | SOURCE_REFUSED
        ERROR: [youtube] x: Your account has been rate-limited by YouTube for up to an hour | RATE_LIMITED
        SpotifyError: Your application has reached a rate/request limit. Retry will occur after: 86400 | RATE_LIMITED
        ERROR: unable to download video data: HTTP Error 403: Forbidden | SOURCE_REFUSED
        ERROR: unable to download video data: HTTP Error 503: Service Unavailable | SOURCE_UNAVAILABLE
        ERROR: Unable to download webpage: Temporary failure in name resolution | SOURCE_UNAVAILABLE
        ERROR: unable to write data: No space left on device | SOURCE_UNAVAILABLE
        """)
    void whatProgramsSay_isUnderstood(String text, ErrorCode code) {
        AlchemyException failure = ProgramFailures.of("yt-dlp", new Exit(1, text + "\n"), target);

        assertThat(failure.code()).as(text).isEqualTo(code);
        assertThat(failure).hasMessageContaining(text);
    }

    /** As spotdl 4.4 does: it tells nearly all on standard output, and ends with 0. */
    @ParameterizedTest
    @CsvSource({
        "echo 'LookupError: No results found for song' >&2, SOURCE_REFUSED, No results",
        "echo 'LookupError: No results found for song'; echo 'Saved 0 songs', SOURCE_REFUSED, No results",
        "echo 'AudioProviderError: YT-DLP download error - x', SOURCE_UNAVAILABLE, download error",
        "echo 'DownloaderError: You are blocked by YouTube Music.'; exit 1, PROVIDER_BLOCKED, blocked by YouTube",
        "echo 'Processing query: x', SOURCE_REFUSED, no audio file"
    })
    void spotdl_thatEndsWithoutAFile_saysWhy(String script, ErrorCode code, String message) throws IOException {
        assertFails(fetch(spotdl(program("spotdl", script))), code, message);
    }

    private SpotdlProvider spotdl(Path binary) {
        return new SpotdlProvider(binary, null, () -> "", limits(), blocking);
    }

    /** To spotdl some words are orders: a list of somebody's, a link, a file to be read. */
    @ParameterizedTest
    @CsvSource({
        "saved, song saved",
        "'My playlist: album:x', song My playlist album x",
        "https://open.spotify.com/track/1, song https open spotify.com track 1",
        "/etc/x.spotdl, song etc x spotdl",
        "S.O.S. (Live), song S.O.S. (Live)"
    })
    void spotdl_getsWordsToSearchFor_andNoOrders(String title, String words) throws IOException {
        Path seen = folder.resolve("seen");
        Path binary = program("spotdl", "for last; do :; done; echo \"$last\" > '" + seen + "'; echo x > audio.mp3");
        Wanted wanted = new Wanted(title, List.of(), "", Duration.ZERO);

        await(spotdl(binary).fetch(Offer.unseen("spotdl"), wanted, target, new TestWatch()));

        assertThat(Files.readString(seen)).isEqualToIgnoringNewLines(words);
    }

    @Test
    void command_isToldWhereTheNetworkIs_andWhyItFailsIsTold() throws IOException {
        Files.createDirectories(target.resolve("left/behind"));
        Path tool = program("tool", "mkdir left && echo \"error: no way but $https_proxy\"");
        CommandProvider provider = new CommandProvider(
                new CommandTemplate(List.of(tool.toString(), "{file}")),
                () -> "http://proxy.example:1",
                new ProviderProgram(CommandProvider.NAME, limits()),
                blocking);

        assertFails(fetch(provider), ErrorCode.SOURCE_UNAVAILABLE, "no way but http://proxy.example:1");
        assertThat(target).isEmptyDirectory();
    }

    @Test
    void cookiesThatCannotBeRead_areNamedAsTheReason() throws IOException {
        Path binary = ytDlpBinary("echo x > a; echo SFAFILE a");
        Path nowhere = folder.resolve("nowhere");

        assertFails(
                fetch(new YtDlpProvider(binary, nowhere, () -> "", limits(), blocking)),
                ErrorCode.UNAVAILABLE,
                "the cookie file (YOUTUBE_COOKIES_PATH) cannot be read");
        assertThat(target).isEmptyDirectory();
    }

    @Test
    void cookies_areAPrivateCopyThatIsGoneAfterwards() throws IOException {
        Path cookies = Files.writeString(folder.resolve("cookies"), "secret");
        Path seen = folder.resolve("seen");
        Path binary = program(
                "yt-dlp",
                "case \"$*\" in *--help*) echo --flat-playlist; exit 0;; *--version*) echo 1; exit 0;; esac\n"
                        + "echo changed >> \"$2\"; ls -l \"$2\" | cut -c1-10 > '" + seen + "'; echo \"$2\" >> '" + seen
                        + "'; echo x > a; echo SFAFILE a");

        await(fetch(new YtDlpProvider(binary, cookies, () -> "", limits(), blocking)));

        assertThat(Files.readString(cookies)).isEqualTo("secret");
        List<String> lines = Files.readAllLines(seen);
        assertThat(lines.get(0)).isEqualTo("-rw-------");
        assertThat(Path.of(lines.get(1))).doesNotExist();
    }

    @Test
    void interruptedDownload_findsItsPartsAgain() throws IOException {
        YtDlpProvider provider = ytDlp(
                "if [ -f audio.part ]; then mv audio.part a; echo SFAFILE a; else echo x > audio.part; exit 1; fi",
                limits());
        assertThatThrownBy(() -> await(fetch(provider))).isInstanceOf(AlchemyException.class);

        assertThat(await(fetch(provider))).hasContent("x");
    }

    @Test
    void searchAnswer_nonsense_isRefused() throws IOException {
        assertFails(
                ytDlp("echo nonsense", limits()).candidates(SONG, new TestWatch()),
                ErrorCode.SOURCE_REFUSED,
                "no JSON");
    }

    @Test
    void searchAnswer_isReadCarefully() throws IOException {
        Path answer = Files.writeString(folder.resolve("answer"), """
                {"entries":[{"title":"Song","url":"https://y.example/1","duration":200.5,"channel":"Somebody"},
                {"title":"No link"},{"title":"Bad","url":"file:///etc/passwd"},null,7]}""");

        List<Offer> offers = await(ytDlp("cat '" + answer + "'", limits()).candidates(SONG, new TestWatch()));

        assertThat(offers).singleElement().satisfies(offer -> {
            assertThat(offer.reference()).isEqualTo("https://y.example/1");
            assertThat(Optional.ofNullable(offer.candidate()).orElseThrow().channel())
                    .isEqualTo("Somebody");
            assertThat(offer.duration()).isEqualTo(Duration.ofMillis(200_500));
        });
    }
}
