package io.soundforge.alchemy.download.provider.ytdlp;

import java.util.ArrayList;
import java.util.List;

/**
 * What the installed yt-dlp understands: its options come and go with its versions.
 *
 * @param version such as {@code 2025.10.22}
 * @param help its own help
 */
record YtDlpOptions(String version, String help) {
    /** Whether it can do YouTube's puzzles with a JavaScript runtime, as YouTube asks since late 2025. */
    boolean knowsRuntimes() {
        return has("--js-runtimes");
    }

    private boolean has(String option) {
        return help.contains(option);
    }

    /** What holds for every run: none of the user's own settings, no caches, plain lines. */
    List<String> always() {
        List<String> arguments = new ArrayList<>(List.of("--ignore-config"));
        addIfKnown(arguments, "--no-exec");
        addIfKnown(arguments, "--no-cache-dir");
        if (has("--color ") || has("--color\n")) {
            arguments.addAll(List.of("--color", "no_color"));
        } else {
            addIfKnown(arguments, "--no-colors");
        }
        arguments.addAll(List.of("--socket-timeout", "15", "-R", "3"));
        return arguments;
    }

    List<String> searching(int most, String words) {
        List<String> arguments = new ArrayList<>(always());
        arguments.addAll(List.of("-J", "--flat-playlist", "--", "ytsearch" + most + ":" + words));
        return arguments;
    }

    List<String> fetching(String url, long maxBytes) {
        List<String> arguments = new ArrayList<>(always());
        arguments.addAll(List.of("--no-playlist", "--newline", "--progress"));
        // Of a page with several recordings the first; of what is live there is no end.
        arguments.addAll(List.of("--playlist-items", "1", "--match-filter", "!is_live"));
        arguments.addAll(List.of("--progress-template", "download:" + YtDlpProgress.MARK + "%(progress)j"));
        if (has("--progress-delta")) {
            arguments.addAll(List.of("--progress-delta", "0.5"));
        }
        arguments.addAll(List.of("--print", "after_move:" + YtDlpProvider.FILE_MARK + "%(filepath)s", "--no-simulate"));
        arguments.addAll(List.of("-f", "ba/b", "--no-mtime", "--continue", "--fragment-retries", "3"));
        if (has("--retry-sleep")) {
            arguments.addAll(List.of("--retry-sleep", "exp=1:10"));
        }
        arguments.addAll(List.of("--max-filesize", String.valueOf(maxBytes), "--restrict-filenames"));
        arguments.addAll(List.of("-o", "audio.%(ext)s", "--", url));
        return arguments;
    }

    private void addIfKnown(List<String> arguments, String option) {
        if (has(option)) {
            arguments.add(option);
        }
    }
}
