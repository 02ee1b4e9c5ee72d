package io.soundforge.alchemy.audio.media;

import io.soundforge.alchemy.contracts.failure.AlchemyException;
import io.soundforge.alchemy.contracts.failure.ErrorCode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The ffmpeg program to use.
 *
 * @param binary the executable itself
 */
public record Ffmpeg(Path binary) {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final int MOST_ANSWER_BYTES = 1 << 16;
    private static final Pattern VERSION = Pattern.compile("ffmpeg version (\\S+) ");

    /**
     * Asks the program for its version; takes some hundredths of a second.
     *
     * @return such as {@code 4.4.1-static}
     * @throws AlchemyException UNAVAILABLE if it does not run or is not ffmpeg
     */
    public String version() {
        Matcher line = VERSION.matcher(ask("-version"));
        if (!line.lookingAt()) {
            throw new AlchemyException(ErrorCode.UNAVAILABLE, "the program taken for ffmpeg is not a working ffmpeg");
        }
        return line.group(1);
    }

    /** Whether this build can decode with the named decoder. */
    public boolean hasDecoder(String name) {
        return ask("-hide_banner", "-h", "decoder=" + name).startsWith("Decoder " + name);
    }

    /** Whether this build can encode with the named encoder. */
    public boolean hasEncoder(String name) {
        return ask("-hide_banner", "-h", "encoder=" + name).startsWith("Encoder " + name);
    }

    /** A run of this program with these arguments. */
    ExternalProcess process(List<String> arguments, Duration deadline, Duration stall) {
        List<String> command = new ArrayList<>();
        command.add(binary.toString());
        command.addAll(arguments);
        return ExternalProcess.of(command, deadline, stall);
    }

    private String ask(String... arguments) {
        OutputText answer = new OutputText(MOST_ANSWER_BYTES);
        process(Arrays.asList(arguments), PATIENCE, PATIENCE).run(answer);
        return answer.text();
    }
}
