package io.wireroom.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.wireroom.contract.json.WireNamed;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class WireNamedTest {

    @ParameterizedTest
    @EnumSource
    void aConstantIsFoundByItsWireName(FetchReason reason) {
        assertThat(WireNamed.constant(FetchReason.class, reason.wireName())).isEqualTo(reason);
    }

    @ParameterizedTest
    @EnumSource(names = "NOT_FETCHED")
    void aWireNameIsLowerCaseWithHyphens(Status status) {
        assertThat(status.wireName()).isEqualTo("not-fetched");
        assertThat(WireNamed.constant(Status.class, "not-known")).isEqualTo(Status.OTHER);
    }
}
