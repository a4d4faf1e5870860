import Testing

@testable import Connections

/// How long a connection that servers drop is tried again.
@Suite struct LoginCrowdTests {
    @Test func othersThatComeInKeepATryGoing() {
        let crowd = LoginCrowd()
        #expect(!crowd.mayLetIn(since: 100, now: 101))
        crowd.noteLogin(at: 110)
        crowd.noteLogin(at: 105)
        #expect(crowd.mayLetIn(since: 100, now: 124))
        #expect(!crowd.mayLetIn(since: 100, now: 126))
        crowd.noteLogin(at: 279)
        #expect(crowd.mayLetIn(since: 100, now: 279.5))
        #expect(!crowd.mayLetIn(since: 100, now: 281))
    }
}
