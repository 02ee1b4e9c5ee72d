package io.soundforge.alchemy.platform.legacy;

import io.soundforge.alchemy.contracts.job.JobId;
import io.soundforge.alchemy.contracts.track.ExternalId;
import io.soundforge.alchemy.contracts.track.Track;

/**
 * A track under the name that its client knows, with the URLs that stand where the original showed server paths.
 *
 * @param trackId the client's or Spotify's id; our own for tracks that neither knows
 */
public record ClientView(String trackId) {
    public static ClientView of(Track track) {
        String externalId = track.externalId();
        return new ClientView(externalId == null ? track.id().toString() : new ExternalId(externalId).clientName());
    }

    /** The audio as it came, whatever its format: clients build this URL themselves. */
    public String original() {
        return "/audio_data/" + trackId + "/original.mp3";
    }

    /** What one separation made; no two separations share it. */
    public String stems(JobId separation) {
        return "/audio_data/" + trackId + "/stems/" + separation;
    }

    public String stem(JobId separation, String name) {
        return stems(separation) + "/" + name;
    }
}
