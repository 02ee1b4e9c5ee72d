package io.soundforge.alchemy.gateway.links;

import io.soundforge.alchemy.contracts.job.JobId;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The path of a file that belongs to a track.
 *
 * @param track our id, or the name that its client has for it
 * @param file the rest, such as {@code stems.zip}
 */
record FilePath(String track, String file) {
    private static final String ID = "[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}";
    private static final Pattern PATH =
            Pattern.compile("/api/tracks/([A-Za-z0-9_-]{1,64})/(audio|cover|stems\\.zip|stems/" + ID + "|exports/" + ID
                    + "|analysis/exports/[A-Za-z0-9_-][A-Za-z0-9._-]{0,63})");

    static final String EXPECTED =
            "/api/tracks/{id}/ with audio, cover, stems.zip, stems/{id}, exports/{id} or" + " analysis/exports/{name}";

    /** Empty for a path of anything else. */
    static Optional<FilePath> parse(String path) {
        Matcher matcher = PATH.matcher(path);
        return matcher.matches() ? Optional.of(new FilePath(matcher.group(1), matcher.group(2))) : Optional.empty();
    }

    FilePath of(UUID trackId) {
        return new FilePath(trackId.toString(), file);
    }

    boolean isOriginal() {
        return file.equals("audio");
    }

    Optional<UUID> stem() {
        return idAfter("stems/");
    }

    Optional<JobId> export() {
        return idAfter("exports/").map(JobId::new);
    }

    private Optional<UUID> idAfter(String folder) {
        return file.startsWith(folder)
                ? Optional.of(UUID.fromString(file.substring(folder.length())))
                : Optional.empty();
    }

    @Override
    public String toString() {
        return "/api/tracks/" + track + "/" + file;
    }
}
