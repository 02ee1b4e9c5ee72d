package io.soundforge.alchemy.audio.inference;

import ai.onnxruntime.OrtException;
import io.soundforge.alchemy.contracts.failure.AlchemyException;
import io.soundforge.alchemy.contracts.failure.ErrorCode;
import java.util.Optional;

/**
 * Something that was loaded on the best device that a wish allows. Only a try shows whether a device can be used: the
 * driver, its libraries or the card may be missing, or its memory full.
 *
 * @param why the reason why it is not on a faster device; empty if there is none to give
 */
record Placement<T>(T loaded, Device device, String why) {
    /** Loads on one device. */
    interface Loader<T> {
        T on(Device device) throws OrtException;
    }

    /**
     * Loads by a wish.
     *
     * @param noCuda why CUDA is out of the question; empty if it is worth a try
     * @throws AlchemyException UNAVAILABLE when CUDA was asked for and cannot be used
     * @throws OrtException when loading fails for reasons that are not the device's, or on the last device
     */
    static <T> Placement<T> of(DeviceWish wish, Optional<String> noCuda, Loader<T> loader) throws OrtException {
        if (wish == DeviceWish.CPU) {
            return new Placement<>(loader.on(Device.CPU), Device.CPU, "");
        }
        String reason;
        if (noCuda.isPresent()) {
            reason = noCuda.get();
        } else {
            try {
                return new Placement<>(loader.on(Device.CUDA), Device.CUDA, "");
            } catch (OrtException e) {
                if (!mayBeTheDevice(e)) {
                    throw e;
                }
                reason = firstLine(e);
            }
        }
        if (wish == DeviceWish.CUDA) {
            throw new AlchemyException(
                    ErrorCode.UNAVAILABLE, "the device cuda was asked for and cannot be used: " + reason);
        }
        return new Placement<>(loader.on(Device.CPU), Device.CPU, reason);
    }

    /** The others name a fault of the file, which is one on every device. */
    private static boolean mayBeTheDevice(OrtException e) {
        return switch (e.getCode()) {
            case ORT_NO_SUCHFILE, ORT_NO_MODEL, ORT_INVALID_PROTOBUF, ORT_INVALID_GRAPH, ORT_INVALID_ARGUMENT -> false;
            default -> true;
        };
    }

    private static String firstLine(OrtException e) {
        return String.valueOf(e.getMessage()).lines().findFirst().orElse("no reason given");
    }
}
