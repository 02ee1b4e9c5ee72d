package io.soundforge.alchemy.audio.media;

import io.soundforge.alchemy.contracts.failure.AlchemyException;
import io.soundforge.alchemy.contracts.failure.ErrorCode;
import java.io.IOException;
import java.util.Set;

/** Starts a child with a closed stdin and a small environment. */
final class ChildLaunch {
    /** A child sees these of our variables and no others: ours may hold passwords and tokens. */
    static final Set<String> INHERITED = Set.of(
            "PATH",
            "HOME",
            "USER",
            "LANG",
            "LC_ALL",
            "LC_CTYPE",
            "TMPDIR",
            "TEMP",
            "TMP",
            "LD_LIBRARY_PATH",
            "DYLD_LIBRARY_PATH",
            "SSL_CERT_FILE",
            "SSL_CERT_DIR",
            "SystemRoot",
            "PATHEXT");

    private ChildLaunch() {}

    static Process launch(ExternalProcess program) {
        ProcessBuilder builder = new ProcessBuilder(program.command());
        builder.environment().keySet().retainAll(INHERITED);
        builder.environment().putAll(program.environment());
        if (program.directory() != null) {
            builder.directory(program.directory().toFile());
        }
        try {
            Process process = builder.start();
            process.getOutputStream().close();
            return process;
        } catch (IOException e) {
            throw new AlchemyException(
                    ErrorCode.UNAVAILABLE, "the program '" + program.program() + "' could not be started", e);
        }
    }
}
