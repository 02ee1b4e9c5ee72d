package io.soundforge.alchemy.platform.catalog;

import io.soundforge.alchemy.contracts.track.TrackId;

/** Where the bytes of tracks lie in the blob store. Keys are made of our own ids only. */
public final class AssetKeys {
    private AssetKeys() {}

    /** The folder of everything that belongs to a track. */
    public static String folder(TrackId track) {
        return "tracks/" + track;
    }

    /** One file that an attempt made; attempts never share a folder. */
    public static String file(TrackId track, String attemptName, String fileName) {
        return folder(track) + "/" + attemptName + "/" + fileName;
    }

    /** An uploaded file before it has been looked at; deleting the track deletes it too. */
    public static String staged(TrackId track) {
        return folder(track) + "/staged/upload";
    }
}
