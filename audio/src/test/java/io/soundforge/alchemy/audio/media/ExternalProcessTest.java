package io.soundforge.alchemy.audio.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import io.soundforge.alchemy.contracts.failure.AlchemyException;
import io.soundforge.alchemy.contracts.failure.ErrorCode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the children are shell scripts")
@Timeout(60)
class ExternalProcessTest {
    private static final Duration LONG = Duration.ofSeconds(15);
    private static final Duration SHORT = Duration.ofMillis(200);

    @Test
    void run_programFails_givesCodeAndErrorsByValue() {
        ExternalProcess.Exit exit = shell("echo broken >&2; exit 3").run(ExternalProcess.OutputReader.DISCARD);

        assertThat(exit.code()).isEqualTo(3);
        assertThat(exit.errors()).isEqualTo("broken\n");
        assertThat(exit.signal()).isEmpty();
    }

    @Test
    void run_programDiesOfSignal_namesTheSignal() {
        ExternalProcess.Exit exit = shell("kill -9 $$").run(ExternalProcess.OutputReader.DISCARD);

        assertThat(exit.signal()).hasValue(9);
    }

    /** As ffmpeg does: asked to end, it says that it failed. */
    @Test
    void aProgramThatIsEndedWithUs_isNotToBlame_norIsWhatItWorkedOn() {
        ExternalProcess program = shell("trap 'exit 255' TERM; echo ready; while true; do sleep 1; done");
        try (RunningChild child = RunningChild.start(program, line -> {})) {
            child.readBy(output -> {
                assertThat(output.read()).isEqualTo('r');
                child.goDown();
            });

            assertThatThrownBy(child::await)
                    .isInstanceOf(AlchemyException.class)
                    .hasMessageContaining("goes down")
                    .extracting(error -> ((AlchemyException) error).code())
                    .isEqualTo(ErrorCode.UNAVAILABLE);
        }
    }

    @Test
    void run_programGivesALargeCode_isNotTakenForASignal() {
        ExternalProcess.Exit exit = shell("exit 183").run(ExternalProcess.OutputReader.DISCARD);

        assertThat(exit.code()).isEqualTo(183);
        assertThat(exit.signal()).isEmpty();
    }

    @Test
    void run_floodOnStderr_neitherBlocksNorGrows() {
        String flood = "i=0; while [ $i -lt 3000 ]; do echo "
                + "0123456789012345678901234567890123456789012345678901234567890123456789 >&2; i=$((i+1)); done; echo done";
        OutputText output = new OutputText(100);

        ExternalProcess.Exit exit = shell(flood).run(output);

        assertThat(output.text()).isEqualTo("done\n");
        assertThat(exit.errors()).hasSize(64 * 1024).endsWith("456789\n");
    }

    @Test
    void run_errorLines_arriveOneByOneAndCut() {
        List<String> lines = Collections.synchronizedList(new ArrayList<>());

        shell("printf 'one\\ntwo\\rthree' >&2; printf '\\n%05000d' 7 >&2")
                .run(ExternalProcess.OutputReader.DISCARD, lines::add);

        assertThat(lines).startsWith("one", "two", "three").hasSize(4);
        assertThat(lines.get(3)).hasSize(4096);
    }

    @Test
    void run_arguments_reachTheProgramUntouched() {
        OutputText output = new OutputText(1000);

        ExternalProcess.of(List.of("printf", "[%s]", "a b", "$HOME; *", "\"'", ""), LONG, LONG)
                .run(output);

        assertThat(output.text()).isEqualTo("[a b][$HOME; *][\"'][]");
    }

    @Test
    void run_programReadsStdin_findsItClosed() {
        ExternalProcess.Exit exit = shell("cat; exit 7").run(ExternalProcess.OutputReader.DISCARD);

        assertThat(exit.code()).isEqualTo(7);
    }

    @Test
    void run_environment_holdsOnlyWhatIsListedAndGiven(@TempDir Path folder) {
        OutputText output = new OutputText(10_000);

        new ExternalProcess(List.of("env"), folder, Map.of("GIVEN", "yes"), LONG, LONG).run(output);

        List<String> names =
                output.text().lines().map(line -> line.split("=", 2)[0]).toList();
        assertThat(names).contains("GIVEN", "PATH").doesNotContain("ORT_DISABLE_TELEMETRY");
    }

    @Test
    void run_otherDirectory_isTheWorkingDirectory(@TempDir Path folder) throws IOException {
        OutputText output = new OutputText(10_000);

        shell("pwd -P").in(folder).run(output);

        assertThat(output.text().strip()).isEqualTo(folder.toRealPath().toString());
    }

    @Test
    void run_deadlinePassed_killsTheWholeTree() {
        List<Long> pids = new ArrayList<>();
        ExternalProcess endless = new ExternalProcess(
                List.of("sh", "-c", "sleep 300 & echo $!; echo $$; wait"), null, Map.of(), SHORT, LONG);

        AlchemyException failure =
                catchThrowableOfType(AlchemyException.class, () -> endless.run(stdout -> collectPids(stdout, pids)));

        assertThat(failure.code()).isEqualTo(ErrorCode.TIMEOUT);
        assertThat(failure).hasMessageContaining("did not finish");
        assertThat(pids).hasSize(2);
        await().atMost(Duration.ofSeconds(30)).until(() -> pids.stream().noneMatch(ExternalProcessTest::isAlive));
    }

    @Test
    void run_treeThatWillNotEnd_isKilledAllTheSame() {
        List<Long> pids = new ArrayList<>();
        ExternalProcess stubborn = new ExternalProcess(
                List.of("sh", "-c", "trap '' TERM; sleep 300 & echo $!; echo $$; wait; sleep 300"),
                null,
                Map.of(),
                SHORT,
                LONG);

        assertThatThrownBy(() -> stubborn.run(stdout -> collectPids(stdout, pids)))
                .isInstanceOf(AlchemyException.class);

        assertThat(pids).hasSize(2);
        await().atMost(Duration.ofSeconds(30)).until(() -> pids.stream().noneMatch(ExternalProcessTest::isAlive));
    }

    @Test
    void run_programLeavesAGrandchildThatHoldsItsOutput_endsWithTheProgram() {
        List<Long> pids = new ArrayList<>();

        ExternalProcess.Exit exit = inFamily("(sleep 300 & echo $!)", LONG).run(stdout -> collectPids(stdout, pids));

        assertThat(exit.succeeded()).isTrue();
        assertThat(pids).hasSize(1);
        await().atMost(Duration.ofSeconds(30)).until(() -> pids.stream().noneMatch(ExternalProcessTest::isAlive));
    }

    @Test
    void run_deadlinePassed_killsWhatHasLeftTheTree() {
        List<Long> pids = new ArrayList<>();
        ExternalProcess endless = inFamily("(sleep 300 >/dev/null 2>&1 & echo $!); sleep 300", SHORT);

        assertThatThrownBy(() -> endless.run(stdout -> collectPids(stdout, pids)))
                .isInstanceOf(AlchemyException.class);

        assertThat(pids).hasSize(1);
        await().atMost(Duration.ofSeconds(30)).until(() -> pids.stream().noneMatch(ExternalProcessTest::isAlive));
    }

    @Test
    void endOrphans_endsWhatDeadProgramsHaveStarted_andNothingElse() throws Exception {
        ProcessBuilder sleep = new ProcessBuilder("sleep", "300");
        sleep.environment().putAll(new ProcessFamily("x").environment());
        Process ours = sleep.start();
        sleep.environment().replaceAll((name, value) -> name.equals("ALCHEMY_OWNER") ? "999999999" : value);
        Process orphan = sleep.start();

        ProcessFamily.endOrphans();

        assertThat(orphan.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(ours.isAlive()).isTrue();
        ours.destroy();
    }

    @Test
    void run_childFallsSilent_isKilledForStalling() {
        ExternalProcess silent = ExternalProcess.of(List.of("sh", "-c", "echo; exec sleep 300"), LONG, SHORT);

        assertThatThrownBy(() -> silent.run(ExternalProcess.OutputReader.DISCARD))
                .isInstanceOfSatisfying(
                        AlchemyException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.TIMEOUT))
                .hasMessageContaining("no progress");
    }

    @Test
    void run_readerIsSlow_isNotTakenForAStall() {
        ExternalProcess child = ExternalProcess.of(List.of("sh", "-c", "echo one; echo two"), LONG, SHORT);
        StringBuilder read = new StringBuilder();

        child.run(stdout -> {
            read.append((char) stdout.read());
            assertThatThrownBy(() -> new CompletableFuture<Void>().get(600, TimeUnit.MILLISECONDS))
                    .isInstanceOf(java.util.concurrent.TimeoutException.class);
            read.append(new String(stdout.readAllBytes(), StandardCharsets.UTF_8));
        });

        assertThat(read).hasToString("one\ntwo\n");
    }

    @Test
    void run_readerThrows_killsTheChildAndPassesItOn() {
        List<Long> pids = new ArrayList<>();
        CancellationException cancelled = new CancellationException();

        assertThatThrownBy(() -> shell("echo $$; exec sleep 300").run(stdout -> {
                    pids.add(Long.valueOf(reader(stdout).readLine()));
                    throw cancelled;
                }))
                .isSameAs(cancelled);

        assertThat(pids).hasSize(1).noneMatch(ExternalProcessTest::isAlive);
    }

    @Test
    void run_readerStopsEarly_doesNotBlockTheChild() {
        ExternalProcess.Exit exit =
                shell("yes").run(stdout -> assertThat(stdout.read()).isEqualTo('y'));

        assertThat(exit.succeeded()).isFalse();
    }

    @Test
    void run_threadInterrupted_killsTheChild() throws Exception {
        CompletableFuture<Long> pid = new CompletableFuture<>();
        CompletableFuture<Void> end = new CompletableFuture<>();
        Thread runner = new Thread(() -> {
            try {
                shell("echo $$; exec sleep 300").run(stdout -> {
                    BufferedReader lines = reader(stdout);
                    pid.complete(Long.valueOf(lines.readLine()));
                    lines.readLine();
                });
                end.complete(null);
            } catch (RuntimeException e) {
                end.completeExceptionally(e);
            }
        });
        runner.start();
        Long child = pid.get(30, TimeUnit.SECONDS);

        runner.interrupt();

        assertThatThrownBy(() -> end.get(30, TimeUnit.SECONDS))
                .satisfiesAnyOf(e -> assertThat(e).isInstanceOf(CancellationException.class), e -> assertThat(e)
                        .isInstanceOf(ExecutionException.class)
                        .hasCauseInstanceOf(CancellationException.class));
        assertThat(isAlive(child)).isFalse();
    }

    @Test
    void run_programMissing_isUnavailable() {
        ExternalProcess missing = ExternalProcess.of(List.of("/nowhere/no-such-program"), LONG, LONG);

        assertThatThrownBy(() -> missing.run(ExternalProcess.OutputReader.DISCARD))
                .isInstanceOfSatisfying(
                        AlchemyException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.UNAVAILABLE))
                .hasMessageContaining("'no-such-program'")
                .hasMessageNotContaining("nowhere");
    }

    private static ExternalProcess inFamily(String script, Duration deadline) {
        ProcessFamily family = new ProcessFamily("test-" + UUID.randomUUID());
        return new ExternalProcess(List.of("sh", "-c", script), null, family.environment(), deadline, LONG);
    }

    private static ExternalProcess shell(String script) {
        return ExternalProcess.of(List.of("sh", "-c", script), LONG, LONG);
    }

    private static void collectPids(InputStream stdout, List<Long> pids) throws IOException {
        BufferedReader lines = reader(stdout);
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            pids.add(Long.valueOf(line));
        }
    }

    private static BufferedReader reader(InputStream stdout) {
        return new BufferedReader(new InputStreamReader(stdout, StandardCharsets.UTF_8));
    }

    /** A grandchild that nobody waits for may stay as a zombie, which has no command any more and counts as dead. */
    private static boolean isAlive(long pid) {
        return ProcessHandle.of(pid)
                .filter(ProcessHandle::isAlive)
                .flatMap(process -> process.info().command())
                .isPresent();
    }
}
