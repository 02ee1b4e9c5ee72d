package io.soundforge.alchemy.download.provider;

import io.soundforge.alchemy.audio.media.ExternalProcess.Exit;
import io.soundforge.alchemy.contracts.failure.AlchemyException;
import io.soundforge.alchemy.contracts.failure.ErrorCode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** What programs that fetch audio mean when they fail, by what they write to stderr. */
public final class ProgramFailures {
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final int LONGEST = 200;
    private static final char UNREADABLE = '\ufffd';

    private static final Pattern BLOCKED = Pattern.compile("confirm (that )?you.?.?re not a bot|not a bot|captcha"
            + "|unusual traffic|login required|sign in to confirm(?! your age)|blocked by youtube");
    private static final Pattern WAIT =
            Pattern.compile("http error 429|too many requests|rate.?limit|rate/request limit");
    private static final Pattern GONE = Pattern.compile(
            "(?<!service (temporarily )?)unavailable|private video|removed|unsupported url|http error 4\\d\\d|not available|members.only|copyright"
                    + "|no results|requested format|drm|is not a valid url|confirm your age|in your country"
                    + "|geo.?restrict|premieres in|live event will begin|no video formats|requires payment");
    /** Colours and the like, in the form of ECMA-48, 5.4. */
    private static final Pattern CONTROL_SEQUENCES = Pattern.compile("\\x1b\\[[0-?]*[ -/]*[@-~]");

    private static final Pattern PATHS = Pattern.compile("(?<![\\w:/.])/[\\w.@%+~-]+(/[\\w.@%+~-]*)+");

    private ProgramFailures() {}

    /** The failure of a program that did not end well, with its own reason and without our paths. */
    public static AlchemyException of(String provider, Exit exit, Path folder) {
        String reason = reason(exit.errors(), folder);
        String said = provider + " failed" + (reason.isEmpty() ? " with code " + exit.code() : ": " + reason);
        String text = exit.errors().toLowerCase(Locale.ROOT);
        if (BLOCKED.matcher(text).find()) {
            return new AlchemyException(ErrorCode.PROVIDER_BLOCKED, said);
        }
        if (WAIT.matcher(text).find()) {
            return new AlchemyException(ErrorCode.RATE_LIMITED, said, PATIENCE);
        }
        boolean pointless = exit.code() == 2 || GONE.matcher(text).find();
        return new AlchemyException(pointless ? ErrorCode.SOURCE_REFUSED : ErrorCode.SOURCE_UNAVAILABLE, said);
    }

    /** The failure of a program that says that all went well, where there is nothing: it may have told why. */
    public static AlchemyException ofNothing(String provider, AlchemyException found, Exit exit, Path folder) {
        boolean refused = found.code() == ErrorCode.SOURCE_REFUSED;
        boolean error = reason(exit.errors(), folder).toLowerCase(Locale.ROOT).contains("error");
        return refused && error ? of(provider, exit, folder) : withWords(found, exit.errors(), folder);
    }

    /** The same failure with the last that the program said. */
    static AlchemyException withWords(AlchemyException failure, String errors, Path folder) {
        String reason = reason(errors, folder);
        return reason.isEmpty()
                ? failure
                : new AlchemyException(failure.code(), failure.getMessage() + "; the last it said: " + reason, failure);
    }

    /** What cannot be read helps nobody. */
    private static boolean isText(String line) {
        return 10 * line.chars().filter(sign -> sign == UNREADABLE).count() <= line.length();
    }

    /** The last line that speaks of an error, else the last line. */
    private static String reason(String errors, Path folder) {
        List<String> lines = CONTROL_SEQUENCES
                .matcher(errors)
                .replaceAll("")
                .lines()
                .map(line -> PATHS.matcher(line.replace(folder.toString(), "")).replaceAll("…"))
                .filter(ProgramFailures::isText)
                .map(PlainArgument::of)
                .filter(line -> !line.isEmpty())
                .toList();
        String last = lines.isEmpty() ? "" : lines.get(lines.size() - 1);
        String reason = lines.stream()
                .filter(line -> line.toLowerCase(Locale.ROOT).contains("error"))
                .reduce((one, other) -> other)
                .orElse(last);
        return reason.length() <= LONGEST ? reason : reason.substring(0, LONGEST);
    }
}
