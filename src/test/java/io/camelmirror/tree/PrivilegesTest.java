package io.camelmirror.tree;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class PrivilegesTest {

  private static final Privileges USER =
      Privileges.parse(
          List.of(
              "Name:\tjava",
              "Uid:\t1000\t1001\t1002\t1003",
              "Gid:\t100\t101\t102\t103",
              "Groups:\t4 24 4294967294 ",
              "CapEff:\t0000000000000000"));

  private static final Privileges ROOT =
      Privileges.parse(
          List.of("Uid:\t0\t0\t0\t0", "Gid:\t0\t0\t0\t0", "CapEff:\t000001fffeffffff"));

  @Test
  void readsTheEffectiveUserAndAllGroups() {
    assertThat(USER.uid()).isEqualTo(1001);
    assertThat(USER.groups()).containsExactlyInAnyOrder(101, 4, 24, -2);
    assertThat(USER.isRoot()).isFalse();
  }

  @Test
  void permitsAUserItsOwnGroupsOnly() {
    assertThat(USER.mayGiveAway()).isFalse();
    assertThat(USER.ignoresModes()).isFalse();
    assertThat(USER.mayGiveTo(24)).isTrue();
    assertThat(USER.mayGiveTo(25)).isFalse();
  }

  @Test
  void permitsRootEverything() {
    assertThat(ROOT.isRoot()).isTrue();
    assertThat(ROOT.mayGiveAway()).isTrue();
    assertThat(ROOT.ignoresModes()).isTrue();
    assertThat(ROOT.mayGiveTo(25)).isTrue();
  }

  @Test
  void goesByCapabilitiesNotByTheUser() {
    Privileges chown =
        Privileges.parse(List.of("Uid:\t1000\t1000\t1000\t1000", "CapEff:\t0000000000000001"));
    assertThat(chown.mayGiveAway()).isTrue();
    assertThat(chown.ignoresModes()).isFalse();
  }

  @Test
  void knowsNothingWhereNothingIsTold() {
    Privileges nobody = Privileges.parse(List.of());
    assertThat(nobody.isRoot()).isFalse();
    assertThat(nobody.mayGiveTo(0)).isFalse();
  }
}
