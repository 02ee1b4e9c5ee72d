package io.soundforge.alchemy.platform.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.soundforge.alchemy.contracts.failure.AlchemyException;
import io.soundforge.alchemy.contracts.failure.ErrorCode;
import io.soundforge.alchemy.contracts.track.OwnerId;
import io.soundforge.alchemy.platform.identity.Caller.Standing;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AccessPolicyTest {
    private static final OwnerId SOMEBODY = new OwnerId("somebody");

    @ParameterizedTest
    @CsvSource({
        "LOCAL, NOTHING, true", "LOCAL, LOOK, true", "LOCAL, CHANGE, true", "LOCAL, OPERATE, true",
        "USER, NOTHING, true", "USER, LOOK, true", "USER, CHANGE, true", "USER, OPERATE, false",
        "PROGRAM, NOTHING, true", "PROGRAM, LOOK, true", "PROGRAM, CHANGE, true", "PROGRAM, OPERATE, false",
        "READER, NOTHING, true", "READER, LOOK, true", "READER, CHANGE, false", "READER, OPERATE, false",
        "SERVICE, NOTHING, true", "SERVICE, LOOK, true", "SERVICE, CHANGE, true", "SERVICE, OPERATE, true"
    })
    void everyStandingMeetsWhatItMay(Standing standing, Need need, boolean may) {
        assertThat(AccessPolicy.mayDo(standing, need)).isEqualTo(may);
    }

    @Test
    void rowsAreTheirOwners_andTheServiceRoles() {
        assertThat(AccessPolicy.mayAccess(SOMEBODY, SOMEBODY)).isTrue();
        assertThat(AccessPolicy.mayAccess(new OwnerId("another"), SOMEBODY)).isFalse();
        assertThat(AccessPolicy.mayAccess(OwnerId.LOCAL, SOMEBODY)).isFalse();
        assertThat(AccessPolicy.mayAccess(OwnerId.SERVICE, SOMEBODY)).isTrue();
        assertThat(AccessPolicy.mayAccess(SOMEBODY, OwnerId.SERVICE)).isFalse();
    }

    @Test
    void withoutCredentials_onlyWhatNeedsNothing() {
        AccessPolicy.require(Need.NOTHING, Optional.empty());
        assertThatThrownBy(() -> AccessPolicy.require(Need.LOOK, Optional.empty()))
                .isInstanceOfSatisfying(AlchemyException.class, refused -> assertThat(refused.code())
                        .isEqualTo(ErrorCode.UNAUTHENTICATED));
    }
}
