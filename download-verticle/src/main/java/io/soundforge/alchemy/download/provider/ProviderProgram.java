package io.soundforge.alchemy.download.provider;

import io.soundforge.alchemy.audio.media.ExternalProcess;
import io.soundforge.alchemy.audio.media.ExternalProcess.Exit;
import io.soundforge.alchemy.audio.media.ProcessFamily;
import io.soundforge.alchemy.contracts.failure.AlchemyException;
import io.soundforge.alchemy.contracts.failure.ErrorCode;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;

/**
 * An external program that fetches audio: an argument list without a shell, and limits of time, silence, output and
 * files. Blocks.
 *
 * @param provider its name in messages
 * @param limits how much of it we put up with
 */
public record ProviderProgram(String provider, ProgramLimits limits) {
    /**
     * Runs the program to its end. What an earlier run in this folder has left running, because we were killed, ends first.
     *
     * @param folder its working directory, and all that it may fill; nobody else runs programs there
     * @param environment on top of the few variables that are inherited
     * @param lines called with every line of its output, from the thread that calls
     * @return how it ended, whatever the exit code
     * @throws AlchemyException UNAVAILABLE if it cannot be started, TIMEOUT, BODY_TOO_LARGE or SOURCE_REFUSED when it
     *     exceeds a limit
     */
    public Exit run(
            List<String> command, Path folder, Map<String, String> environment, Consumer<String> lines, Watch watch) {
        ProcessFamily family = new ProcessFamily(folder.toString());
        family.end();
        Map<String, String> variables = new HashMap<>(environment);
        variables.putAll(family.environment());
        ExternalProcess program = new ExternalProcess(command, folder, variables, limits.deadline(), limits.stall());
        LastWords said = new LastWords();
        SizeGuard guard = SizeGuard.over(folder, limits.maxBytes());
        try (guard) {
            return watch.interruptibly(() -> program.run(new OutputLines(provider, limits.maxOutput(), lines), said));
        } catch (CancellationException e) {
            throw guard.exceeded() ? FetchedFile.tooLarge(provider, limits.maxBytes()) : cancelled(e);
        } catch (AlchemyException e) {
            throw e.code() == ErrorCode.TIMEOUT ? ProgramFailures.withWords(e, said.text(), folder) : e;
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new AlchemyException(ErrorCode.INTERNAL, provider + " could not be run", e);
        }
    }

    private static AlchemyException cancelled(CancellationException cause) {
        return new AlchemyException(ErrorCode.CANCELLED, ErrorCode.CANCELLED.sentence(), cause);
    }
}
