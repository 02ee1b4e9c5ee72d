package io.soundforge.alchemy.contracts.media;

import io.soundforge.alchemy.contracts.bus.Request;

/** Is the uploaded file under this blob key audio that we take? Answered within seconds, or refused with the reason. */
public record ProbeUpload(String key) {
    public static final Request<ProbeUpload, MediaInfo> PROBE_UPLOAD =
            Request.of("download.upload.probe", ProbeUpload.class, MediaInfo.class);
}
