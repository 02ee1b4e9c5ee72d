package io.soundforge.alchemy.platform.identity;

import io.soundforge.alchemy.contracts.failure.AlchemyException;
import io.soundforge.alchemy.contracts.failure.ErrorCode;
import io.soundforge.alchemy.contracts.track.OwnerId;
import io.soundforge.alchemy.platform.identity.Caller.Standing;
import java.util.Optional;

/** Who may see and change what; one policy for requests and sockets. */
public final class AccessPolicy {
    private AccessPolicy() {}

    /** An owner sees and changes what is theirs, the service role what is anybody's. */
    public static boolean mayAccess(OwnerId caller, OwnerId owner) {
        return caller.equals(owner) || caller.equals(OwnerId.SERVICE);
    }

    /** Whether a caller of this standing meets the need, whoever's rows it is about. */
    public static boolean mayDo(Standing standing, Need need) {
        return switch (need) {
            case NOTHING, LOOK -> true;
            case CHANGE -> standing != Standing.READER;
            case OPERATE -> standing == Standing.SERVICE || standing == Standing.LOCAL;
        };
    }

    /**
     * Lets a caller through or not.
     *
     * @param caller empty if the request has no credentials
     * @throws AlchemyException UNAUTHENTICATED if there is no caller where one is needed, FORBIDDEN if it may not
     */
    public static void require(Need need, Optional<Caller> caller) {
        if (need == Need.NOTHING) {
            return;
        }
        Standing standing = caller.orElseThrow(() -> new AlchemyException(
                        ErrorCode.UNAUTHENTICATED,
                        "sign in: send 'Authorization: Bearer' with an access token or API key"))
                .standing();
        if (!mayDo(standing, need)) {
            throw new AlchemyException(
                    ErrorCode.FORBIDDEN,
                    need == Need.OPERATE ? "only the service role may do this" : "this API key may only look");
        }
    }
}
